import { Heading, JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To whoever has a journey from now on: a lieu that names somebody, a mediator, or a prescriber. */
export const journeyReceived: Template<'journey_received'> = ({ named }, facts) => ({
  title: facts.to === 'prescriber' ? 'Un parcours vous est confié' : 'Un parcours arrive dans votre lieu',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {facts.to === 'prescriber'
          ? 'Vous êtes maintenant le prescripteur de ce parcours.'
          : 'Ce parcours continue dans votre lieu. Tout ce qui a été fait est gardé.'}
      </Paragraph>
      <JourneyDetails facts={facts} />
      {named === 0 && (
        <>
          <Heading>Ce que vous avez à faire</Heading>
          <Paragraph>Nommez le médiateur qui suivra la personne.</Paragraph>
        </>
      )}
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
