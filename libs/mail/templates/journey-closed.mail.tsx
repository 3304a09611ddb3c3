import { JourneyDetails, JourneyLink, List, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import { labelOf, type Template } from '../letter'
import { outcomeWords } from '../words/outcome.words'

/** To the prescriber: how the journey ended. */
export const journeyClosed: Template<'journey_closed'> = ({ outcome, reason, unmet }, facts) => {
  const { title, sentence, afterwards } = outcomeWords[outcome]
  const { refusals, eligibility } = facts.definition
  const label = labelOf(refusals.end.shareable, reason)
  const conditions = unmet.flatMap((code) => labelOf(eligibility, code) ?? [])
  return {
    title,
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>{afterwards ? `${sentence} ${afterwards}` : sentence}</Paragraph>
        {label && <Paragraph>{`Raison : ${label}.`}</Paragraph>}
        {conditions.length > 0 && (
          <>
            <Paragraph>Conditions en cause :</Paragraph>
            <List items={conditions} />
          </>
        )}
        <JourneyDetails facts={facts} />
        <NothingToDo />
        <JourneyLink journey={facts.journey} />
      </>
    ),
  }
}
