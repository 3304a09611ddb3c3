import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import { definitionOf, labelOf, type Template } from '../letter'
import { calendarDay } from '../words/date.words'

/** To both sides: the journey rests until a day. */
export const journeyPaused: Template<'journey_paused'> = ({ until, reason }, facts) => {
  const label = labelOf(definitionOf(facts).refusals.pause.shareable, reason)
  return {
    title: 'Un parcours est en pause',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>{`Le parcours est en pause. Il reprend tout seul le ${calendarDay(until)}.`}</Paragraph>
        {label && <Paragraph>{`Raison : ${label}.`}</Paragraph>}
        <JourneyDetails facts={facts} />
        <NothingToDo />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
