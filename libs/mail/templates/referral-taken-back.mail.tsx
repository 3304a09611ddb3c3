import { JourneyDetails, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

const back = 'La demande est retournée au prescripteur, qui peut choisir un autre lieu.'

const told = {
  no_answer: `Votre lieu n’a pas répondu avant la date limite. ${back}`,
  withdrawn: 'La demande que votre lieu a reçue est retirée : elle n’attend plus de réponse.',
  line_expired: `Aucune place ne s’est libérée pour cette personne, qui était sur votre liste d’attente. ${back}`,
  offer_lapsed: `La place libérée n’a pas été confirmée avant la date limite. Elle est proposée à la personne suivante. ${back}`,
}

/** To a lieu that was asked and is asked no more. No link, since there is nothing left to do there. */
export const referralTakenBack: Template<'referral_taken_back'> = ({ cause }, facts) => ({
  title: cause === 'withdrawn' ? 'Une demande est retirée' : 'Une demande est retournée au prescripteur',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{told[cause]}</Paragraph>
      <JourneyDetails facts={facts} />
      <NothingToDo />
    </>
  ),
})
