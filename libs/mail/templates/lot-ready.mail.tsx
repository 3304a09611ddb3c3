import { LotDetails, LotRequest } from '../layout/lot.layout'
import { Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To the owner: its lot is prepared and will come. */
export const lotReady: Template<'lot_ready'> = ({ order, laptops, task, end }, facts) => ({
  title: 'Votre lot d’ordinateurs est prêt',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>La recyclerie a confirmé que les ordinateurs de votre lot sont prêts.</Paragraph>
      <LotDetails {...{ order, laptops }} />
      <LotRequest {...{ task, end, facts }} />
    </>
  ),
})
