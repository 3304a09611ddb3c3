import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { Request } from '../layout/request.layout'
import { definitionOf, labelOf, type Template } from '../letter'

/** What precedes « vous revient »: of those who were on a waiting list, what became of it. */
const before = {
  line_expired: 'La personne était sur la liste d’attente du lieu. Aucune place ne s’est libérée à temps. La demande',
  offer_lapsed: 'Une place s’était libérée. Le lieu ne l’a pas confirmée avant la date limite. La demande',
}

/** To the prescriber, or to the coordinator where a paper sheet was signed: the lieu declined, or was silent. */
export const referralBack: Template<'referral_back'> = ({ reason, cause }, facts) => {
  const label = labelOf(definitionOf(facts).refusals.decline.shareable, reason)
  const chosen = facts.to === 'coordinator' ? 'Le lieu choisi' : 'Le lieu que vous aviez choisi'
  const answered =
    reason === null
      ? `${chosen} n’a pas répondu avant la date limite. La demande`
      : `${chosen} décline la demande. Elle`
  return {
    title: reason === null ? 'Le lieu n’a pas répondu' : 'Le lieu ne peut pas accueillir la personne',
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>{`${cause ? before[cause] : answered} vous revient.`}</Paragraph>
        {label && <Paragraph>{`Sa raison : ${label}.`}</Paragraph>}
        <JourneyDetails facts={facts} />
        <Request task="choose_lieu" facts={facts} />
        <ParcoursLink journey={facts.journey} />
      </>
    ),
  }
}
