import { JourneyDetails, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'

/** To who follows the person and to the coordinator: the wait for a laptop, the first one or another, has ended without. */
export const dotationGivenUp: Template<'dotation_given_up'> = ({ replacing }, facts) => ({
  title: replacing ? 'Un ordinateur en panne n’est pas remplacé' : 'Le parcours continue sans ordinateur',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {replacing
          ? 'Aucun ordinateur n’a pris la place de celui que la personne a rendu en panne. L’attente s’arrête.'
          : without}
      </Paragraph>
      <JourneyDetails facts={facts} />
      <Paragraph>
        {replacing
          ? facts.to === 'coordinator'
            ? lieuTold
            : personTold
          : facts.to === 'mediator'
            ? tellThem
            : mediatorTold}
      </Paragraph>
      <ParcoursLink journey={facts.journey} />
    </>
  ),
})

const without =
  'Aucun ordinateur n’a été attribué à la personne avant la date limite. Sa demande d’ordinateur s’arrête. Le parcours ' +
  'continue jusqu’au bilan de fin.'
const tellThem = 'Prévenez la personne. Nous vous écrirons quand le bilan sera à faire.'
const mediatorTold = 'Le médiateur qui suit la personne est prévenu.'
const personTold = 'La personne est prévenue : elle peut vous contacter.'
const lieuTold = 'Le lieu et la personne sont prévenus.'
