import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To whoever had a journey: it has gone to others, and can still be read for a while. */
export const journeyHandedOn: Template<'journey_handed_on'> = ({ until }, facts) => ({
  title: 'Un parcours a changé de mains',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{`Ce parcours est maintenant suivi par d’autres. Vous pouvez encore le lire jusqu’au ${facts.words.day(until)}.`}</Paragraph>
      <JourneyDetails facts={facts} />
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
