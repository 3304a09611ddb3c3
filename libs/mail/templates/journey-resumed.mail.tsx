import { Heading, JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** The pause is over. Where its day has come by itself, the lieu is asked whether the person is back. */
export const journeyResumed: Template<'journey_resumed'> = ({ by }, facts) => {
  const asked = by === 'date' && facts.to !== 'prescriber'
  return {
    title: asked ? 'Un parcours reprend : la personne est-elle de retour ?' : 'Un parcours reprend',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>La pause du parcours est finie. Les délais reprennent là où ils en étaient.</Paragraph>
        <JourneyDetails facts={facts} />
        {asked ? (
          <>
            <Heading>Ce que vous avez à faire</Heading>
            <Paragraph>
              Contactez la personne. Si elle n’est pas prête, prolongez la pause ou mettez fin au parcours.
            </Paragraph>
          </>
        ) : (
          <NothingToDo />
        )}
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
