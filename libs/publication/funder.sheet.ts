import { stringify } from 'csv-stringify/sync'
import type { FunderStatement } from '../contracts/api/funder.schemas'
import { type FundAccount, fundAccounts } from '../contracts/fund.codes'

const words: Readonly<Record<FundAccount, string>> = {
  funder: 'donné',
  promised: 'promis',
  received: 'reçu',
  authority: 'ouvert',
  free: 'disponible',
  reserved: 'réservé',
  committed: 'engagé',
  ordered: 'ordonnancé',
  paid: 'payé',
  recovered: 'reversé',
}
const described = ['relevé au', 'de', 'appel', 'volet', 'subvention', 'bénéficiaire', 'SIRET', 'objet'] as const
type Described = Partial<Record<(typeof described)[number], string | null>>

/**
 * A funder's statement as a file for a French spreadsheet: a line for each of its lines, then for each grant on them, then
 * their total; semicolons, decimal commas, UTF-8 with its mark. A cell that a spreadsheet would compute is written as text.
 */
export function funderSheet({ on, lines, grants, total }: FunderStatement): string {
  const strands = new Map(lines.map(({ id, strand }) => [id, strand]))
  const row = (what: Described, held: Partial<Record<FundAccount, number>>) => [
    ...described.map((name) => ({ 'relevé au': on, ...what })[name] ?? ''),
    ...fundAccounts.map((account) => euros(held[account])),
  ]
  const rows = [
    ...lines.map(({ call, strand, balances }) => row({ de: 'ligne', appel: call, volet: strand }, balances)),
    ...grants.map(({ line, grant, call, structure, title, ...held }) => {
      const whom = { subvention: numberOf(grant), bénéficiaire: structure.name, SIRET: structure.siret, objet: title }
      return row({ de: 'subvention', appel: call, volet: strands.get(line) ?? null, ...whom }, held)
    }),
    row({ de: 'total' }, total),
  ]
  const header = [...described, ...fundAccounts.map((account) => words[account])]
  return stringify([header, ...rows], { delimiter: ';', bom: true, escape_formulas: true, record_delimiter: 'windows' })
}

/** The number under which people tell each other of a grant. */
const numberOf = (grant: string): string => grant.slice('grant-'.length).slice(0, 8)

/** Whole cents as euros with a decimal comma; nothing where the account is not of this line. */
function euros(cents: number | undefined): string {
  if (cents === undefined) return ''
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}
