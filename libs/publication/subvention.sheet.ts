import { stringify } from 'csv-stringify/sync'
import { type LackCode, lackCodes } from '../contracts/api/publication.schemas'
import { isSiret } from '../domain/kernel/siret'
import type { GrantedShare } from './granted.share'

/** What a share lacks to be published. Nothing is made up in its place: it is left out, and told. */
export function lacksOf({ funder, beneficiary, title }: GrantedShare): readonly LackCode[] {
  const there: Readonly<Record<LackCode, boolean>> = {
    funder_siret: funder.siret !== null && isSiret(funder.siret),
    beneficiary_siret: beneficiary.siret !== null && isSiret(beneficiary.siret),
    title: title !== null && title.trim() !== '',
  }
  return lackCodes.filter((code) => !there[code])
}

/**
 * The columns of SCDL subventions 2.1.1, in its order, and what each says of a share.
 *
 * Grants are of money, so `nature` is always the same. The number of the National Register of Associations, of the register
 * of aids to companies and of the aid scheme are not known here: the schema lets them be empty. No aid of the fund is one
 * that is notified to the European Commission. `pourcentageSubvention` is the part of one beneficiary out of several, and a
 * grant has one beneficiary: where several funders give to it, each has granted the whole of its own amount.
 */
const columns: readonly (readonly [name: string, cell: (share: GrantedShare) => string | null])[] = [
  ['nomAttribuant', ({ funder }) => funder.name],
  ['idAttribuant', ({ funder }) => funder.siret],
  ['dateConvention', ({ agreedOn }) => agreedOn],
  ['referenceDecision', ({ reference }) => reference],
  ['nomBeneficiaire', ({ beneficiary }) => beneficiary.name],
  ['idBeneficiaire', ({ beneficiary }) => beneficiary.siret],
  ['rnaBeneficiaire', () => null],
  ['objet', ({ title }) => title],
  ['montant', ({ cents }) => euros(cents)],
  ['nature', () => 'aide en numéraire'],
  ['conditionsVersement', ({ instalments }) => (instalments === 1 ? 'unique' : 'échelonné')],
  ['datesPeriodeVersement', (share) => paymentDays(share)],
  ['idRAE', () => null],
  ['notificationUE', () => 'non'],
  ['pourcentageSubvention', () => '1.00'],
  ['dispositifAide', () => null],
]

/**
 * Shares as a CSV file valid against the schema, each with nothing lacking: comma, lines ended by LF, UTF-8 without mark,
 * decimal points. Cells are written as they are, since other software reads them; whoever opens it in a spreadsheet imports
 * its columns as text. The title of a project is published with the name of its structure: the object of a grant is
 * essential data of its agreement (loi n° 2000-321, article 10; décret n° 2017-779, article 1).
 */
export function subventionSheet(shares: readonly GrantedShare[]): string {
  const rows = shares.map((share) => columns.map(([, cell]) => cell(share) ?? ''))
  return stringify([columns.map(([name]) => name), ...rows], { quoted: true, record_delimiter: 'unix' })
}

/** Cents as euros with a decimal point, never as a floating number. */
const euros = (cents: number): string => {
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * The day of the only payment once it is made; else a period: from the first payment to the last one where nothing is left
 * to pay, and from the agreement to the end of the project as long as something is.
 */
function paymentDays({ instalments, paidOn, unpaidCents, agreedOn, endsOn }: GrantedShare): string {
  const isPaid = unpaidCents === 0 && paidOn.length > 0
  if (isPaid && instalments === 1 && paidOn.length === 1) return paidOn.join('')
  const days = (isPaid ? [...paidOn] : [agreedOn, endsOn, ...paidOn]).sort()
  return `${days.at(0)}/${days.at(-1)}`
}
