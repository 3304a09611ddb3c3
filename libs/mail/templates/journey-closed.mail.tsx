import { JourneyDetails, ParcoursLink, List, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import { definitionOf, labelOf, type Template } from '../letter'
import { calendarDay } from '../words/date.words'
import { filled } from '../../domain/definition/filled.words'
import { outcomeWords } from '../words/outcome.words'

/** To the prescriber and to the mediator: how the journey ended. The lieu's own reason is in the mediator's alone. */
export const journeyClosed: Template<'journey_closed'> = ({ outcome, reason, internal, unmet, ...because }, facts) => {
  const { title, sentence, afterwards } = outcomeWords[outcome]
  const { refusals, eligibility } = definitionOf(facts)
  const label = labelOf(refusals.end.shareable, reason)
  const detail = facts.to === 'mediator' ? labelOf(refusals.end.internal, internal) : null
  const { lastHandedOverOn, monthsSinceEquipped } = because
  const known = { lastHandedOverOn: lastHandedOverOn && calendarDay(lastHandedOverOn), monthsSinceEquipped }
  const conditions = unmet.flatMap((code) => labelOf(eligibility, code) ?? []).map((text) => filled(text, known))
  return {
    title,
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>{afterwards && facts.to === 'prescriber' ? `${sentence} ${afterwards}` : sentence}</Paragraph>
        {label && <Paragraph>{`Raison : ${label}.`}</Paragraph>}
        {detail && <Paragraph>{`Pour le lieu seul : ${detail}.`}</Paragraph>}
        {conditions.length > 0 && (
          <>
            <Paragraph>Conditions en cause :</Paragraph>
            <List items={conditions} />
          </>
        )}
        <JourneyDetails facts={facts} />
        <NothingToDo />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
