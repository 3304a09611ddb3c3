import { eurosOf } from '../../domain/kernel/euros'
import { GrantDetails } from '../layout/grant.layout'
import { Heading, Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { calendarDay } from '../words/date.words'

const euros = (cents: number) => eurosOf(cents, 'fr')

/** To the fund manager and to the lieux that are covered, before another journey is accepted. */
export const coverageLow: Template<'coverage_low'> = ({ call, number, leftCents, until }, { to }) => ({
  title: 'Il reste peu pour financer des parcours',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>La subvention qui finance des parcours est presque épuisée.</Paragraph>
      <GrantDetails
        {...{ call, number }}
        rows={[
          ['Reste', euros(leftCents)],
          ['Jusqu’au', calendarDay(until)],
        ]}
      />
      <Heading>Ce que cela change</Heading>
      <Paragraph>
        Vous pouvez toujours accepter des personnes : personne n’est refusé pour cette raison. Les prochains parcours
        peuvent ne plus être financés.
      </Paragraph>
      {to === 'fund_manager' && (
        <Paragraph>Vous pouvez augmenter la prise en charge, dans la limite de la subvention accordée.</Paragraph>
      )}
    </>
  ),
})

/** To the fund manager, who decides before any payment is ordered. */
export const costTwice: Template<'cost_twice'> = ({ call, number, cents }) => ({
  title: 'Un coût semble payé deux fois',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>
        Une subvention paie un parcours d’une personne, ou un ordinateur, qui a déjà été payé une fois.
      </Paragraph>
      <GrantDetails {...{ call, number, rows: [['Coût', euros(cents)]] }} />
      <Heading>Ce que vous avez à faire</Heading>
      <Paragraph>Acceptez ce coût, avec une raison, ou refusez-le.</Paragraph>
      <Heading>Sinon</Heading>
      <Paragraph>Aucun paiement de ce dossier ne peut être ordonné.</Paragraph>
    </>
  ),
})

/** To the fund manager: what was paid beyond what journeys have come to. */
export const recoveryProposed: Template<'recovery_proposed'> = ({ call, number, cents }) => ({
  title: 'Un reversement est proposé',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Des parcours ont coûté moins que ce qui a été payé pour eux.</Paragraph>
      <GrantDetails {...{ call, number, rows: [['Montant proposé', euros(cents)]] }} />
      <Heading>Ce que vous avez à faire</Heading>
      <Paragraph>Demandez le reversement à la structure, ou laissez-lui cette somme, avec une raison.</Paragraph>
      <Heading>Sinon</Heading>
      <Paragraph>La proposition reste ouverte, et la somme reste à la structure.</Paragraph>
    </>
  ),
})
