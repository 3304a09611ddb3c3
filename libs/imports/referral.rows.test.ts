import { bytesOf, problemsOf, referralContext, rowsOf, told } from './imports.fixture'
import { referralRowSchema } from './referral.row'
import { type ReferralContext, readReferrals } from './referral.rows'

type Cells = Record<string, string>

const good: Cells = {
  nom: 'Exemple',
  prenom: 'Hélène',
  date_naissance: '04/03/1950',
  code_insee: '40088',
  raisons: 'equipement',
  lieu_souhaite: 'LDS-1',
  consentement_date: '01/10/2026',
  consentement_mode: 'papier',
}

const coordinator = { sentBy: { role: 'coordinator' } } as const

/** A file whose lines are the good one, changed; columns are those of all the lines. */
function read(lines: Cells[], other: Partial<ReferralContext> = {}) {
  const all = lines.map((line) => ({ ...good, ...line }))
  const columns = [...new Set(all.flatMap((line) => Object.keys(line)))]
  const text = [columns, ...all.map((line) => columns.map((column) => line[column] ?? ''))]
  return readReferrals(bytesOf(text.map((cells) => cells.join(';')).join('\n')), { ...referralContext, ...other })
}
const rowOf = (line: Cells, other?: Partial<ReferralContext>) => {
  const [row] = rowsOf(read([line], other))
  if (row === undefined) throw new Error(told(problemsOf(read([line], other))).join('; '))
  return row
}
const rulesOf = (line: Cells, other?: Partial<ReferralContext>) => told(problemsOf(read([line], other)))

describe('a referral', () => {
  it('is read with all that a line may hold', () => {
    const row = rowOf({
      reference: 'R-1',
      nom: ' EXEMPLE ',
      telephone: '639980001',
      courriel: 'H.Exemple@Courriel.Example',
      raisons: 'Équipement|autonomie',
      besoins: 'emploi, lien social',
      lieu_souhaite: 'LDS-1',
      prescripteur_structure: 'maison exemple',
      prescripteur_courriel: 'zoe@mls.example',
    })
    expect(row).toEqual({
      key: expect.stringMatching(/^structure-1\/[0-9a-f]{64}$/),
      reference: 'R-1',
      personal: {
        lastName: 'EXEMPLE',
        firstName: 'Hélène',
        birthDate: '1950-03-04',
        birthYear: 1950,
        communeInsee: '40088',
        phone: '+33639980001',
        email: 'h.exemple@courriel.example',
      },
      reasons: ['equipement', 'autonomie'],
      needs: ['emploi', 'lien_social'],
      place: 'place-1',
      consent: { date: '2026-10-01', mode: 'papier' },
      prescriber: { structure: 'structure-1', email: 'zoe@mls.example' },
      epci: '244000675',
    })
    expect(referralRowSchema.parse(row)).toEqual(row)
  })

  it('needs neither phone, e-mail, needs nor reference', () => {
    const row = rowOf({})
    expect(row).toMatchObject({ reference: null, needs: [], personal: { phone: null, email: null } })
    expect(referralRowSchema.parse(row)).toEqual(row)
  })

  it('takes a birth year where the day is not known', () => {
    const { birthDate, birthYear } = rowOf({ date_naissance: '', annee_naissance: '1950' }).personal
    expect({ birthDate, birthYear }).toEqual({ birthDate: null, birthYear: 1950 })
  })

  it.each([
    ['an old code', { code_insee: '40302' }, '40197'],
    ['an old code without name', { code_insee: '40009' }, '40197'],
    ['a name in capitals without accents', { code_insee: '', commune: 'ST PAUL LES DAX' }, '40279'],
    ['an old name', { code_insee: '', commune: 'sinderes' }, '40197'],
    ['a code and its own name', { commune: 'DAX' }, '40088'],
    ['a code and a name that is written otherwise', { code_insee: '40197', commune: 'Morcenx' }, '40197'],
    ['a code among homonyms', { code_insee: '40902', commune: 'Homonyme' }, '40902'],
  ])('finds the commune by %s', (_, line, insee) => {
    expect(rowOf(line).personal.communeInsee).toBe(insee)
  })

  it('finds the wished place by name, whatever case and accents', () => {
    expect(rowOf({ lieu_souhaite: 'MEDIATHEQUE EXEMPLE DE DAX' }).place).toBe('place-1')
  })
})

describe('a referral is refused', () => {
  it.each<[string, Cells, string[]]>([
    ['without a name', { nom: '' }, ['2 nom value_missing']],
    ['with a name that turns', { nom: 'a\u202eb' }, ['2 nom text_on_one_line']],
    ['with a control character in a name', { prenom: 'a\u0007b' }, ['2 prenom text_on_one_line']],
    ['with a name on two lines', { nom: '"a\nb"' }, ['2 nom text_on_one_line']],
    ['with a NUL', { nom: 'a\0b' }, ['2 - file_has_nul']],
    ['with a name that is none', { prenom: '?' }, ['2 prenom name_without_letter']],
    ['without a birth', { date_naissance: '' }, ['2 date_naissance | annee_naissance value_missing']],
    ['with a birth in the future', { date_naissance: '2062-05-12' }, ['2 date_naissance date_in_future']],
    ['with a birth before 1900', { date_naissance: '31/12/1899' }, ['2 date_naissance birth_too_early']],
    ['with a bad year', { date_naissance: '', annee_naissance: 'x' }, ['2 annee_naissance year_format']],
    ['with a year of another birth', { annee_naissance: '1951' }, ['2 annee_naissance birth_conflict']],
    ['without a commune', { code_insee: '' }, ['2 code_insee | commune value_missing']],
    ['with a bad code', { code_insee: 'Dax' }, ['2 code_insee insee_format']],
    ['with a commune elsewhere', { code_insee: '33063' }, ['2 code_insee commune_outside_territory']],
    ['with an unknown name', { code_insee: '', commune: 'Ailleurs' }, ['2 commune commune_outside_territory']],
    ['with a name of two communes', { code_insee: '', commune: 'homonyme' }, ['2 commune commune_ambiguous']],
    ['with a name of another commune', { commune: 'Sindères' }, ['2 commune commune_conflict']],
    ['with a bad phone', { telephone: '0639' }, ['2 telephone phone_format']],
    ['with a bad e-mail', { courriel: 'zoe' }, ['2 courriel email_format']],
    ['without a reason', { raisons: '' }, ['2 raisons value_missing']],
    ['with an unknown reason', { raisons: 'equipement|voiture' }, ['2 raisons value_not_allowed']],
    ['with an unknown need', { besoins: 'voiture' }, ['2 besoins value_not_allowed']],
    ['without a wished place', { lieu_souhaite: '' }, ['2 lieu_souhaite value_missing']],
    ['with an unknown place', { lieu_souhaite: 'Ailleurs' }, ['2 lieu_souhaite place_unknown']],
    ['with a name of two places', { lieu_souhaite: 'espace fictif' }, ['2 lieu_souhaite place_ambiguous']],
    ['without consent', { consentement_date: '' }, ['2 consentement_date value_missing']],
    ['with a consent to come', { consentement_date: '23/11/2026' }, ['2 consentement_date date_in_future']],
    ['with a consent before the birth', { date_naissance: '02/10/2026' }, ['2 consentement_date consent_before_birth']],
    [
      'with a consent before the birth year',
      { date_naissance: '', annee_naissance: '2026', consentement_date: '31/12/2025' },
      ['2 consentement_date consent_before_birth'],
    ],
    ['with another mode', { consentement_mode: 'verbal' }, ['2 consentement_mode value_not_allowed']],
    ['with a reference that is none', { reference: '=1+1' }, ['2 reference reference_format']],
  ])('%s', (_, line, expected) => expect(rulesOf(line)).toEqual(expected))

  it('for all its reasons at once', () => {
    expect(rulesOf({ nom: '', telephone: 'x', consentement_date: '', code_insee: '99999' })).toEqual([
      '2 nom value_missing',
      '2 code_insee commune_outside_territory',
      '2 telephone phone_format',
      '2 consentement_date value_missing',
    ])
  })

  it('alone: the lines around it are taken', () => {
    const imported = read([{ reference: 'R-1' }, { reference: 'R-2', nom: '' }, { reference: 'R-3' }])
    expect(rowsOf(imported).map(({ reference }) => reference)).toEqual(['R-1', 'R-3'])
    expect(told(problemsOf(imported))).toEqual(['3 nom value_missing'])
  })

  it('once for all, where the column of the wished place is missing', () => {
    const { lieu_souhaite: _, ...others } = good
    const line = Object.values(others).join(';')
    const bytes = bytesOf([Object.keys(others).join(';'), line, line].join('\n'))
    expect(told(problemsOf(readReferrals(bytes, referralContext)))).toEqual(['1 lieu_souhaite column_missing'])
  })

  it('with a column that is not of the file', () => {
    expect(rulesOf({ numero_securite_sociale: '1' })).toEqual(['1 numero_securite_sociale column_unknown'])
  })
})

describe('the prescriber', () => {
  const line = { prescripteur_structure: 'Maison Exemple', prescripteur_courriel: 'zoe@mls.example' }

  it('is the sender where a prescriber sends', () => {
    expect(rowOf({}).prescriber).toEqual({ structure: 'structure-1', email: null })
  })

  it.each<[string, Cells, string[]]>([
    ['another structure', { prescripteur_structure: 'a' }, ['2 prescripteur_structure structure_not_sender']],
    ['an unknown one', { prescripteur_structure: 'x' }, ['2 prescripteur_structure structure_unknown']],
    ['two of one name', { prescripteur_structure: 'Double Exemple' }, ['2 prescripteur_structure structure_ambiguous']],
    [
      'one that prescribes not',
      { prescripteur_structure: 'lieu' },
      ['2 prescripteur_structure structure_without_role'],
    ],
    ['a bad e-mail', { prescripteur_courriel: 'zoe' }, ['2 prescripteur_courriel email_format']],
  ])('may not be %s', (_, cells, expected) => expect(rulesOf(cells)).toEqual(expected))

  it('is named by the line where a coordinator sends', () => {
    expect(rowOf(line, coordinator).prescriber).toEqual({ structure: 'structure-1', email: 'zoe@mls.example' })
    expect(rowOf({ ...line, prescripteur_structure: '00000001800010' }, coordinator).prescriber.structure).toBe(
      'structure-1',
    )
  })

  it('is mandatory where a coordinator sends, as columns and as values', () => {
    expect(rulesOf({}, coordinator)).toEqual([
      '1 prescripteur_structure column_missing',
      '1 prescripteur_courriel column_missing',
    ])
    expect(rulesOf({ prescripteur_structure: '', prescripteur_courriel: '' }, coordinator)).toEqual([
      '2 prescripteur_structure value_missing',
      '2 prescripteur_courriel value_missing',
    ])
  })
})

describe('the key of a row', () => {
  const named = { prescripteur_structure: 'mls', prescripteur_courriel: 'zoe@mls.example' }

  it('is that of its reference, whatever else changes', () => {
    expect(rowOf({ reference: 'R-1' }).key).toBe(rowOf({ reference: 'R-1', nom: 'Corrigé' }).key)
    expect(rowOf({ reference: 'R-1' }).key).not.toBe(rowOf({ reference: 'R-2' }).key)
  })

  it('is that of the normalised line without reference', () => {
    const otherwiseWritten = { date_naissance: '1950-03-04', raisons: 'ÉQUIPEMENT', nom: 'Exemple ' }
    expect(rowOf(otherwiseWritten).key).toBe(rowOf({}).key)
    expect(rowOf({ nom: 'Fictif' }).key).not.toBe(rowOf({}).key)
  })

  it('is the same whoever sends the file of a structure', () => {
    expect(rowOf(named, coordinator).key).toBe(rowOf({}).key)
  })

  it('is another in another structure, and under another secret', () => {
    const reference = { reference: 'R-1' }
    const other = rowOf({ ...reference, ...named, prescripteur_structure: 'a' }, coordinator).key
    expect(other).toMatch(/^structure-4\//)
    expect(other.split('/')[1]).not.toBe(rowOf(reference).key.split('/')[1])
    expect(rowOf(reference, { secret: 'another' }).key).not.toBe(rowOf(reference).key)
  })

  it('is told to be repeated by the line where there is no reference', () => {
    expect(told(problemsOf(read([{}, { nom: 'EXEMPLE' }])))).toEqual(['3 - row_repeated'])
  })

  it('holds nothing that can be read', () => {
    expect(rowOf({ reference: 'Exemple-Helene-1950' }).key).not.toMatch(/exemple|1950/i)
  })

  it('is taken once per file', () => {
    const imported = read([{ reference: 'R-1' }, { reference: 'R-2' }, { reference: 'R-1', nom: 'Fictif' }])
    expect(told(problemsOf(imported))).toEqual(['4 reference line_repeated'])
    expect(problemsOf(imported)[0]?.en).toContain('line 2')
    expect(rowsOf(imported)).toHaveLength(2)
  })
})
