import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the mediator: time to ask the person how it goes. */
export const followUpDue: Template<'follow_up_due'> = (_, facts) => ({
  title: 'Le bilan de fin est à faire',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>C’est le moment de faire le bilan avec une personne que vous avez suivie.</Paragraph>
      <JourneyDetails facts={facts} />
      <Request task="ask_follow_up" facts={facts} />
      <Paragraph>Vous pouvez poser les questions au lieu ou par téléphone.</Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
