import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import { definitionOf, labelOf, type Template } from '../letter'

/** To the prescriber: another lieu follows the person. */
export const lieuChanged: Template<'lieu_changed'> = ({ reason }, facts) => {
  const label = labelOf(definitionOf(facts).refusals.transfer.shareable, reason)
  return {
    title: 'Le parcours continue dans un autre lieu',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>Un autre lieu suit maintenant la personne. Ce qui a été fait est gardé.</Paragraph>
        {label && <Paragraph>{`Raison : ${label}.`}</Paragraph>}
        <JourneyDetails facts={facts} />
        <NothingToDo />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
