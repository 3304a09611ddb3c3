import { LotDetails, LotRequest } from '../layout/lot.layout'
import { Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { lotTaskWords } from '../words/lot.words'

/** To whoever a lot waits for, and to its owner while it is on its way. */
export const lotReminder: Template<'lot_reminder'> = ({ order, laptops, task, end }, facts) => ({
  title: `Rappel : ${lotTaskWords[task].title.toLowerCase()}`,
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Un lot d’ordinateurs attend une action.</Paragraph>
      <LotDetails {...{ order, laptops }} />
      <LotRequest {...{ task, end, facts }} />
    </>
  ),
})
