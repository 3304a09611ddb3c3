import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the prescriber: the lieu takes the person on. */
export const referralAccepted: Template<'referral_accepted'> = (_, facts) => ({
  title: 'Le lieu accepte votre demande',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Le lieu accepte de suivre la personne que vous lui avez adressée.</Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        Un médiateur va fixer un rendez-vous de diagnostic avec elle. Nous vous écrirons quand la date sera connue.
      </Paragraph>
      <NothingToDo />
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})
