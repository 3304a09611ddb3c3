import { Details, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { lotOutcomeWords } from '../words/lot.words'

/** To the owner, the recyclerie and the coordinator: how a lot ended, and what became of its laptops. */
export const lotClosed: Template<'lot_closed'> = ({ order, outcome, delivered, out, left, missing }) => ({
  title: outcome === 'delivered' ? 'Un lot d’ordinateurs est livré' : 'Un lot d’ordinateurs se termine incomplet',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{lotOutcomeWords[outcome]}</Paragraph>
      <Details
        rows={[
          ['Commande', order],
          ['Livrés', String(delivered)],
          ['Sortis du stock (pièces, recyclage, perte)', String(out)],
          ['Encore en préparation ou en route', left > 0 ? String(left) : null],
          ['Jamais arrivés', missing > 0 ? String(missing) : null],
        ]}
      />
      {left > 0 && <Paragraph>Les ordinateurs encore en préparation ou en route continuent sans le lot.</Paragraph>}
    </>
  ),
})
