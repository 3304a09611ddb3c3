import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import { definitionOf, labelOf, type Template } from '../letter'

/** To the prescriber, or to the coordinator where a paper sheet was signed: the lieu declined, or was silent. */
export const referralBack: Template<'referral_back'> = ({ reason }, facts) => {
  const label = labelOf(definitionOf(facts).refusals.decline.shareable, reason)
  const chosen = facts.to === 'coordinator' ? 'Le lieu choisi' : 'Le lieu que vous aviez choisi'
  return {
    title: reason === null ? 'Le lieu n’a pas répondu' : 'Le lieu ne peut pas accueillir la personne',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>
          {reason === null
            ? `${chosen} n’a pas répondu avant la date limite. La demande vous revient.`
            : `${chosen} décline la demande. Elle vous revient.`}
        </Paragraph>
        {label && <Paragraph>{`Sa raison : ${label}.`}</Paragraph>}
        <JourneyDetails facts={facts} />
        <Request task="choose_lieu" facts={facts} />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
