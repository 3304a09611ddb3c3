import { eurosOf } from '../../domain/kernel/euros'
import { GrantDetails } from '../layout/grant.layout'
import { Paragraph } from '../layout/parts.layout'
import type { Template } from '../letter'
import { calendarDay } from '../words/date.words'
import { grantOutcomeWords, verdictWords } from '../words/grant.words'

const euros = (cents: number | null) => (cents === null ? null : eurosOf(cents, 'fr'))

/** To the structure: what was decided, for how much, and why not. */
export const grantDecided: Template<'grant_decided'> = ({ call, number, verdict, cents, reason, until, reference }) => {
  const [title, told] = verdictWords[verdict]
  const rows = [
    ['Montant accordé', euros(cents)],
    ['Décision', reference],
    ['Motif', reason],
    [verdict === 'deferred' ? 'Examen à partir du' : 'Pièce attendue au plus tard le', until && calendarDay(until)],
  ] as const
  return {
    title,
    body: (
      <>
        <Paragraph>Bonjour,</Paragraph>
        <Paragraph>{told}</Paragraph>
        <GrantDetails {...{ call, number, rows }} />
      </>
    ),
  }
}

/** To the structure: what was paid, on which day and by which mandate. */
export const grantPaid: Template<'grant_paid'> = ({ call, number, cents, on, mandate }) => ({
  title: 'Un paiement de votre subvention est fait',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>Le payeur a enregistré un paiement de votre subvention.</Paragraph>
      <GrantDetails
        {...{ call, number }}
        rows={[
          ['Montant', euros(cents)],
          ['Date', on && calendarDay(on)],
          ['Mandat', mandate],
        ]}
      />
    </>
  ),
})

/** To the structure and to the fund manager: how a grant ended. */
export const grantClosed: Template<'grant_closed'> = ({ call, number, outcome, reason }) => ({
  title: 'Un dossier de subvention est clos',
  body: (
    <>
      <Paragraph>Bonjour,</Paragraph>
      <Paragraph>{grantOutcomeWords[outcome]}</Paragraph>
      <GrantDetails {...{ call, number, rows: [['Motif', reason]] }} />
    </>
  ),
})
