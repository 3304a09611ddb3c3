import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the mediator: a laptop is kept for a person they follow. */
export const laptopBound: Template<'laptop_bound'> = (_, facts) => ({
  title: 'Un ordinateur est réservé : il est à remettre',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Un ordinateur est réservé pour une personne que vous suivez.</Paragraph>
      <JourneyDetails facts={facts} />
      <Request task="book_hand_over" facts={facts} />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
