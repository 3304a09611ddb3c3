import { Details, ParcoursLink, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { laptopCount } from '../words/laptop.words'

/** To the recyclerie that was asked: a place and what it still lacks. To the coordinator who was looking for one. */
export const laptopNoLongerNeeded: Template<'laptop_no_longer_needed'> = ({ number }, facts) => ({
  title: number === 0 ? 'Un lieu n’attend plus d’ordinateur' : 'Un lieu attend un ordinateur de moins',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        {facts.to === 'coordinator'
          ? 'Un ordinateur pour lequel vous cherchiez une recyclerie n’est plus attendu.'
          : 'Un ordinateur que nous vous avions demandé pour un lieu n’est plus attendu.'}
      </Paragraph>
      <Details
        rows={[
          ['Lieu', facts.place],
          ['Encore à préparer', number === 0 ? 'aucun' : laptopCount(number)],
        ]}
      />
      <Paragraph>
        {number === 0
          ? 'Vous n’avez rien à faire. Un ordinateur déjà commencé servira à une autre personne : confirmez-le quand il est prêt.'
          : 'Les autres ordinateurs sont toujours attendus.'}
      </Paragraph>
      {facts.to === 'coordinator' && <ParcoursLink journey={facts.journey} />}
    </>
  ),
})
