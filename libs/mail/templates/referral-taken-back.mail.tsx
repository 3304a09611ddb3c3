import { JourneyDetails, Paragraph } from '../layout/parts.layout'
import { NothingToDo } from '../layout/request.layout'
import type { Template } from '../letter'

/** To a lieu that was asked and is asked no more. No link, since there is nothing left to do there. */
export const referralTakenBack: Template<'referral_taken_back'> = ({ cause }, facts) => ({
  title: cause === 'no_answer' ? 'Une demande est retournée au prescripteur' : 'Une demande est retirée',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {cause === 'no_answer'
          ? 'Votre lieu n’a pas répondu avant la date limite. La demande est retournée au prescripteur, qui peut choisir un autre lieu.'
          : 'La demande que votre lieu a reçue est retirée : elle n’attend plus de réponse.'}
      </Paragraph>
      <JourneyDetails facts={facts} />
      <NothingToDo />
    </>
  ),
})
