import { bytesOf, told } from './imports.fixture'
import { MAX_CELL_CHARS, MAX_COLUMNS, MAX_LINE_BYTES, MAX_ROWS, type TableFormat } from './table.format'
import { readTable, type TableRow } from './table.reader'

const format: TableFormat = {
  required: ['nom', 'code_insee'],
  optional: ['prenom'],
  oneOf: [['date_naissance', 'annee_naissance']],
  others: 'refused',
}

const header = 'nom;code_insee;annee_naissance'
const read = (text: string, other: Partial<TableFormat> = {}) => readTable(bytesOf(text), { ...format, ...other })
const rowsIn = (text: string): TableRow[] => {
  const table = read(text)
  if (!table.ok) throw new Error(told(table.problems).join('; '))
  return table.rows
}
const problemsIn = (text: string) => {
  const table = read(text)
  return told(table.ok ? table.refused : table.problems)
}

describe('cells of a CSV file', () => {
  it.each([';', ',', '\t'])('are read with the separator %j of the header', (separator) => {
    const text = [header, 'Exemple;40088;1950'].join('\n').replaceAll(';', separator)
    expect(rowsIn(text)).toEqual([{ line: 2, cells: { nom: 'Exemple', code_insee: '40088', annee_naissance: '1950' } }])
  })

  it('takes the separator outside quotes', () => {
    const quoted = '"nom";"code_insee";"annee_naissance"\n"Exemple, Fictif; Modèle";40088;1950'
    expect(rowsIn(quoted)[0]?.cells.nom).toBe('Exemple, Fictif; Modèle')
  })

  it('takes headings whatever their case, accents and spaces', () => {
    expect(rowsIn('NOM;Code INSEE;Année-naissance\nExemple;40088;1950')).toHaveLength(1)
  })

  it('trims, composes accents and makes non-breaking spaces plain', () => {
    expect(rowsIn(`${header}\n\u00a0He\u0301le\u0300ne\u202fB ;40088;1950`)[0]?.cells.nom).toBe('Hélène B')
  })

  it('ignores the empty cells and lines that a spreadsheet adds', () => {
    const rows = rowsIn(`${header};;\r\nExemple;40088;1950;;\r\n;;;;\r\n\r\nFictif;40088;1951;;\r\n`)
    expect(rows.map(({ line }) => line)).toEqual([2, 5])
  })

  it('ignores the rows that a spreadsheet saves down to its last', () => {
    expect(rowsIn(`${header}\nExemple;40088;1950\n${';;\n'.repeat(MAX_ROWS + 1)}`)).toHaveLength(1)
  })

  it('numbers a row by its first line, quoted line breaks included', () => {
    const rows = rowsIn(`\n${header}\n"Un\nDeux";40088;1950\n\nTrois;40088;1951`)
    expect(rows.map(({ line }) => line)).toEqual([3, 6])
  })

  it('keeps a quote inside an unquoted cell', () => {
    expect(rowsIn(`${header}\nExemple dit "Ex";40088;1950`)[0]?.cells.nom).toBe('Exemple dit "Ex"')
  })

  it('ignores or refuses other columns as the format says', () => {
    const table = read(`${header};Page Facebook\nExemple;40088;1950;x`, { others: 'ignored' })
    expect(table).toMatchObject({ ok: true, ignored: ['page_facebook'], columns: header.split(';') })
    expect(problemsIn(`${header};Page Facebook\nExemple;40088;1950;x`)).toEqual(['1 page_facebook column_unknown'])
  })
})

describe('a CSV file is refused', () => {
  it.each([
    ['with a header alone', `${header}\n;;\n`, ['0 - file_without_rows']],
    ['without header', 'Exemple;Hélène;1950\nFictif;Zoé;1951', ['1 - header_not_recognised']],
    ['with a column twice', `${header};Nom\na;b;c;d`, ['1 nom column_repeated']],
    ['without a column', 'nom;annee_naissance\na;b', ['1 code_insee column_missing']],
    ['without any column of a group', 'nom;code_insee\na;b', ['1 date_naissance | annee_naissance column_missing']],
    ['with an unnamed column', `nom;;${header}\na;b;c;d;e`, ['1 nom column_repeated', '1 n° 2 column_unknown']],
    ['with a heading that is no name', `${header};06 39 98 00 00\na;b;c;d`, ['1 n° 4 column_unknown']],
    ['with too many columns', `${header};${'a;'.repeat(MAX_COLUMNS)}b\nc`, ['1 - too_many_columns']],
    ['with a quote never closed', `${header}\na;b;c\n"a;b;c\na;b;c`, ['3 - quote_not_closed']],
    ['with an endless line', `${header}\na;b;c\n"${'a'.repeat(MAX_LINE_BYTES)}";b;c`, ['3 - line_too_long']],
    ['with separators alone', ';;\n;;', ['1 - header_not_recognised']],
    ['with too many lines', `${header}\n${'a;b;c\n'.repeat(MAX_ROWS + 1)}`, ['0 - too_many_lines']],
  ])('%s', (_, text, expected) => {
    expect(read(text).ok).toBe(false)
    expect(problemsIn(text)).toEqual(expected)
  })

  it('tells all that is wrong with a header at once', () => {
    expect(problemsIn('nom;nom;couleur\na;b;c')).toEqual([
      '1 nom column_repeated',
      '1 code_insee column_missing',
      '1 date_naissance | annee_naissance column_missing',
      '1 couleur column_unknown',
    ])
  })
})

describe('a line is refused alone', () => {
  it.each([
    ['with a cell too few', 'a;b', ['3 - line_ragged']],
    ['with a cell too many', 'a;b;c;d', ['3 - line_ragged']],
    ['with a cell too long', `${'a'.repeat(MAX_CELL_CHARS + 1)};b;c`, ['3 nom cell_too_long']],
  ])('%s', (_, line, expected) => {
    const text = `${header}\na;b;c\n${line}\nd;e;f`
    expect(problemsIn(text)).toEqual(expected)
    expect(rowsIn(text).map((row) => row.line)).toEqual([2, 4])
  })

  it('takes as many lines as it may', () => {
    expect(rowsIn(`${header}\n${'a;b;c\n'.repeat(MAX_ROWS)}`)).toHaveLength(MAX_ROWS)
  })
})
