import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import { NothingToDo, Request } from '../layout/request.layout'
import type { Template } from '../letter'

/** To the lieu, which confirms with the person; to the prescriber, as news. */
export const placeOffered: Template<'place_offered'> = (_, facts) => ({
  title: 'Une place s’est libérée',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {facts.to === 'lieu'
          ? 'Une place s’est libérée. Elle est gardée pour la première personne de votre liste d’attente.'
          : 'Une place s’est libérée au lieu que vous avez choisi. Elle est gardée pour la personne que vous lui avez adressée.'}
      </Paragraph>
      <JourneyDetails facts={facts} />
      {facts.to === 'lieu' ? <Request task="confirm_place" facts={facts} /> : <Next before={facts.before} />}
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})

const Next = ({ before }: { readonly before: string | null }) => (
  <>
    <Paragraph>
      {before
        ? `Le lieu va joindre la personne et confirmer la place avant le ${before}. Sinon, la demande vous reviendra.`
        : 'Le lieu va joindre la personne et confirmer la place.'}
    </Paragraph>
    <NothingToDo />
  </>
)
