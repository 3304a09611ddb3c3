import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the lieu: somebody is proposed to it. */
export const referralReceived: Template<'referral_received'> = (_, facts) => ({
  title: 'Un prescripteur vous adresse une personne',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Un prescripteur demande un parcours pour une personne et a choisi votre lieu.</Paragraph>
      <JourneyDetails facts={facts} />
      <Request task="answer_referral" facts={facts} />
      <Paragraph>Pour accepter, indiquez le médiateur qui suivra la personne.</Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
