import { broken, type CellParser, read } from './line.cells'

const LA_POSTE_SIREN = '356000000'

/** INSEE code of a commune, five characters: a spreadsheet drops the zero of 01053. */
export const parseInsee: CellParser<string> = (text) => {
  const code = text.toUpperCase().padStart(5, '0')
  return /^(\d{5}|2[AB]\d{3})$/.test(code) && text.length >= 4 ? read(code) : broken('insee_format')
}

/** French postal code, five digits: a spreadsheet drops the zero of 01000. */
export const parsePostalCode: CellParser<string> = (text) => {
  return /^\d{4,5}$/.test(text) ? read(text.padStart(5, '0')) : broken('postal_code_format')
}

/**
 * SIRET of an establishment, fourteen digits with a right check digit, spaces allowed.
 * La Poste has more establishments than Luhn's formula leaves room for: theirs hold if their digits sum to a
 * multiple of five (INSEE).
 */
export const parseSiret: CellParser<string> = (text) => {
  const siret = text.replace(/ /g, '')
  if (!/^\d{14}$/.test(siret)) return broken('siret_format')
  const ofLaPoste = siret.startsWith(LA_POSTE_SIREN) && sumOf(siret) % 5 === 0
  return luhn(siret) || ofLaPoste ? read(siret) : broken('siret_format')
}

/** Decimal degrees, with a point or a comma. */
export const parseDegrees: CellParser<number> = (text) => {
  return /^[+-]?\d{1,3}([.,]\d{1,15})?$/.test(text) ? read(Number(text.replace(',', '.'))) : broken('coordinate_format')
}

function sumOf(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0)
}

/** The sum of the digits, every second one from the right being doubled and its own digits added, is a multiple of 10. */
function luhn(digits: string): boolean {
  const weighted = [...digits].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 2))
  return sumOf(weighted.join('')) % 10 === 0
}
