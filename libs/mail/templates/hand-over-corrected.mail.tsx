import { JourneyDetails, Paragraph, ParcoursLink } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'
import { calendarDay } from '../words/date.words'

/** To the prescriber, who was told of another day. */
export const handOverCorrected: Template<'hand_over_corrected'> = ({ on }, facts) => ({
  title: 'La date de remise de l’ordinateur est corrigée',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{`La date de remise avait été mal enregistrée. La personne a reçu son ordinateur le ${calendarDay(on)}.`}</Paragraph>
      <JourneyDetails facts={facts} />
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
