import { LotDetails, LotRequest } from '../layout/lot.layout'
import { Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To the recyclerie: a lot will come, to be received and prepared. */
export const lotOrdered: Template<'lot_ordered'> = ({ order, laptops, task, end }, facts) => ({
  title: 'Un lot d’ordinateurs va vous être livré',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Une structure a acquis un lot d’ordinateurs et vous en confie la préparation.</Paragraph>
      <LotDetails {...{ order, laptops }} />
      <LotRequest {...{ task, end, facts }} />
    </>
  ),
})
