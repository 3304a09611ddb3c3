import { LotDetails, LotRequest } from '../layout/lot.layout'
import { Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the coordinator, who is to settle a lot that has not come on in time; its owner and its recyclerie are told. */
export const lotLate: Template<'lot_late'> = ({ order, laptops, task, end }, facts) => ({
  title: 'Un lot d’ordinateurs est en retard',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Un lot d’ordinateurs n’a pas avancé avant la date limite.</Paragraph>
      <LotDetails {...{ order, laptops }} />
      {end ? (
        <LotRequest {...{ task, end, facts }} />
      ) : (
        <>
          <Paragraph>La coordination prend la suite et vous contactera.</Paragraph>
          <NothingToDo />
        </>
      )}
    </>
  ),
})
