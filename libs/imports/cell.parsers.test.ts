import { firstOf, parseEmail, parsePhone, parseWebsite } from './contact.parsers'
import { parseBirthDate, parseBirthYear, parseDay, parsePastDay } from './day.parsers'
import { parseDegrees, parseInsee, parsePostalCode, parseSiret } from './identifier.parsers'
import type { CellParser } from './line.cells'
import { parseCode, parseCodes, parseName, parseParagraphs, parseReference, parseText } from './text.parsers'

/** The value, or the rule that is broken. */
function outcome<T>(parse: CellParser<T>, text: string): T | string {
  const result = parse(text)
  return result.ok ? result.value : result.rule
}

describe('days', () => {
  it.each([
    ['1950-03-04', '1950-03-04'],
    ['04/03/1950', '1950-03-04'],
    ['4/3/1950', '1950-03-04'],
    ['04-03-1950', '1950-03-04'],
    ['04.03.1950', '1950-03-04'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2023', 'date_format'],
    ['31/04/1950', 'date_format'],
    ['2023-02-30', 'date_format'],
    ['00/01/1950', 'date_format'],
    ['03/14/1950', 'date_format'],
    ['04/03-1950', 'date_format'],
    ['04/03/50', 'date_format'],
    ['18326', 'date_format'],
    ['mars 1950', 'date_format'],
  ])('%s is %s', (text, expected) => expect(outcome(parseDay, text)).toBe(expected))

  it.each([
    ['2026-11-22', '2026-11-22'],
    ['23/11/2026', 'date_in_future'],
  ])('until today, %s is %s', (text, expected) => expect(outcome(parsePastDay('2026-11-22'), text)).toBe(expected))

  it.each([
    ['01/01/1900', '1900-01-01'],
    ['31/12/1899', 'birth_too_early'],
    ['23/11/2026', 'date_in_future'],
  ])('a birth on %s is %s', (text, expected) => expect(outcome(parseBirthDate('2026-11-22'), text)).toBe(expected))

  it.each([
    ['1950', 1950],
    ['2026', 2026],
    ['2027', 'date_in_future'],
    ['1899', 'birth_too_early'],
    ['50', 'year_format'],
  ])('a birth in %s is %s', (text, expected) => expect(outcome(parseBirthYear('2026-11-22'), text)).toBe(expected))
})

describe('contacts', () => {
  it.each([
    '06.39.98.00.01',
    '06 39 98 00 01',
    '06-39-98-00-01',
    '0639980001',
    '639980001',
    '+33 6 39 98 00 01',
    '+33 (0)6 39 98 00 01',
    '0033639980001',
    '33639980001',
  ])('%s is one phone number', (text) => expect(outcome(parsePhone, text)).toBe('+33639980001'))

  it.each(['06 39 98', '3949', '6,4E+08', '0639980001 / 0639980002', 'tel 0639980001', '-', '0639980001 poste 12'])(
    '%s is none',
    (text) => expect(outcome(parsePhone, text)).toBe('phone_format'),
  )

  it('keeps the country of a foreign number', () => {
    expect(outcome(parsePhone, '+34 612 34 56 78')).toBe('+34612345678')
  })

  it.each([
    ['Zoe.Exemple@Courriel.Example', 'zoe.exemple@courriel.example'],
    ['zoe@courriel', 'email_format'],
    ['zoe exemple@courriel.example', 'email_format'],
    ['a@b.example; c@d.example', 'email_format'],
  ])('%s is %s', (text, expected) => expect(outcome(parseEmail, text)).toBe(expected))

  it.each([
    ['https://lieu.example/page', 'https://lieu.example/page'],
    ['lieu.example', 'website_format'],
    ['javascript:alert(1)', 'website_format'],
    ['https://lieu', 'website_format'],
  ])('%s is %s', (text, expected) => expect(outcome(parseWebsite, text)).toBe(expected))

  it('takes the first of several and checks all', () => {
    expect(outcome(firstOf(parseEmail), 'a@b.example | c@d.example')).toBe('a@b.example')
    expect(outcome(firstOf(parseEmail), 'a@b.example|c')).toBe('email_format')
  })
})

describe('identifiers', () => {
  it.each([
    ['40088', '40088'],
    ['1053', '01053'],
    ['2b033', '2B033'],
    ['053', 'insee_format'],
    ['400881', 'insee_format'],
    ['2C033', 'insee_format'],
  ])('INSEE code %s is %s', (text, expected) => expect(outcome(parseInsee, text)).toBe(expected))

  it.each([
    ['40100', '40100'],
    ['1000', '01000'],
    ['100', 'postal_code_format'],
    ['4010A', 'postal_code_format'],
  ])('postal code %s is %s', (text, expected) => expect(outcome(parsePostalCode, text)).toBe(expected))

  it.each([
    ['732 829 320 00074', '73282932000074'],
    ['73282932000075', 'siret_format'],
    ['7328293200007', 'siret_format'],
    // La Poste: its head office follows Luhn, its other establishments the sum of five.
    ['35600000000048', '35600000000048'],
    ['35600000049837', '35600000049837'],
    ['35600000049838', 'siret_format'],
    // The sum of five is La Poste's alone.
    ['73282932000077', 'siret_format'],
  ])('SIRET %s is %s', (text, expected) => expect(outcome(parseSiret, text)).toBe(expected))

  it.each([
    ['43.7102', 43.7102],
    ['-0,921472', -0.921472],
    ['4', 4],
    ['1e1', 'coordinate_format'],
    ['43.71.02', 'coordinate_format'],
    ['nord', 'coordinate_format'],
  ])('degrees %s are %s', (text, expected) => expect(outcome(parseDegrees, text)).toBe(expected))
})

describe('texts and codes', () => {
  const codes = ['equipement', 'competences', 'lien_social'] as const

  it.each([
    ['Jean  Exemple', 'Jean Exemple'],
    ['D’Essai', 'D’Essai'],
    ['1234', 'name_without_letter'],
    ['Exemple\nFictif', 'text_on_one_line'],
    ['abcdefghijklmnopq', 'cell_too_long'],
  ])('name %j is %j', (text, expected) => expect(outcome(parseName(16), text)).toBe(expected))

  it('bounds texts, on one line or several', () => {
    expect(outcome(parseText(3), 'abcd')).toBe('cell_too_long')
    expect(outcome(parseText(3), 'a\tb')).toBe('text_on_one_line')
    expect(outcome(parseParagraphs(3), 'a\nb')).toBe('a\nb')
    expect(outcome(parseParagraphs(3), 'a\nbc')).toBe('cell_too_long')
    expect(outcome(parseParagraphs(9), 'a\u0007b')).toBe('text_not_plain')
    expect(outcome(parseParagraphs(9), 'a\u2066b')).toBe('text_not_plain')
  })

  it.each([
    ['MLS-2026/001', 'MLS-2026/001'],
    ['<b>', 'reference_format'],
    ['a'.repeat(65), 'reference_format'],
  ])('reference %s is %s', (text, expected) => expect(outcome(parseReference(64), text)).toBe(expected))

  it('takes codes whatever their case and accents', () => {
    expect(outcome(parseCode(codes), 'Équipement')).toBe('equipement')
    expect(outcome(parseCode(codes), 'voiture')).toBe('value_not_allowed')
  })

  it.each([
    ['Lien social | équipement', ['equipement', 'lien_social']],
    ['competences,COMPETENCES,', ['competences']],
    ['competences|voiture', 'value_not_allowed'],
    [',|', 'value_not_allowed'],
  ])('codes %j are %j', (text, expected) => expect(outcome(parseCodes(codes), text)).toEqual(expected))
})
