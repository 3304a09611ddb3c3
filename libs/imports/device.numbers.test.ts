import { problemsOf, rowsOf } from './imports.fixture'
import { readNumbers } from './device.numbers'

const digest = 'AB'.repeat(32)
const numbersOf = (text: string) => rowsOf(readNumbers(text)).map(({ number }) => number)

test.each([
  ['one on each line', 'SN-1\nSN-2\n\nSN-3\n'],
  ['as a spreadsheet pastes them', 'SN-1\r\nSN-2\r\nSN-3\r\n'],
  ['with commas, semicolons, tabs and spaces', ' SN-1, SN-2;\tSN-3 '],
  ['under a header', 'serie\nSN-1\nSN-2\nSN-3'],
  ['beside what else a file says', 'Numéro;Empreinte\nSN-1;\nSN-2;\nSN-3;'],
])('numbers are read %s', (_, text) => {
  expect(numbersOf(text)).toEqual(['SN-1', 'SN-2', 'SN-3'])
})

test('a line of a file may say its own digest and grade', () => {
  const { rows } = readNumbers(`inventaire;empreinte;etat\nINV-1;${digest};Good\nINV-2;;`) as { rows: object[] }
  expect(rows).toEqual([
    { line: 2, row: { number: 'INV-1', report: digest.toLowerCase(), grade: 'good' } },
    { line: 3, row: { number: 'INV-2', report: null, grade: null } },
  ])
})

test('what is no number, and what is there twice, is told by its line, and the others are taken', () => {
  const read = readNumbers('SN-1\n???\nsn-1\nSN-2')
  expect(rowsOf(read).map(({ number }) => number)).toEqual(['SN-1', 'SN-2'])
  expect(problemsOf(read).map(({ line, rule }) => [line, rule])).toEqual([
    [2, 'mark_format'],
    [3, 'line_repeated'],
  ])
})

test.each([
  ['file_empty', ' \n , ;'],
  ['column_unknown', 'serie;nom\nSN-1;x'],
  ['too_many_lines', 'A '.repeat(10_001)],
])('the whole list is refused: %s', (rule, text) => {
  expect(readNumbers(text)).toMatchObject({ ok: false, problems: [{ rule }] })
})

test('a digest that is none is refused by its line', () => {
  expect(problemsOf(readNumbers('numero;empreinte\nSN-1;abc'))).toMatchObject([{ line: 2, rule: 'digest_format' }])
})
