import { bytesOf, places, problemsOf, referralContext, rowsOf, structures } from './imports.fixture'
import { type CaseContext, readCases, readHandOvers } from './reprise.rows'

const { today, territory, codes, secret } = referralContext
const context: CaseContext = { today, territory, codes, secret, places, structures }

const handOver = {
  ...{ reference: 'R1', nom: 'Inventé', prenom: 'Zoé', date_naissance: '14/06/1958', commune: 'Dax' },
  ...{ telephone: '', courriel: '', remis_le: '12/05/2023', origine: 'precurseur' },
  ...{ serie: '', inventaire: '', marque: '', modele: '', structure_proprietaire: '' },
}
const oneCase = {
  ...{ reference: 'D1', nom: 'Inventé', prenom: 'Zoé', annee_naissance: '1958', code_insee: '40088' },
  ...{ telephone: '', courriel: '', raisons: 'equipement', besoins: '', lieu: 'LDS-1', etape: 'partie_lieu' },
  ...{ etape_le: '02/02/2026', ouvert_le: '12/01/2026', consentement_date: '12/01/2026', consentement_mode: 'papier' },
  ...{ remis_le: '', issue: '', mediateur_courriel: 'z@exemple.invalid', prescripteur_structure: '' },
  ...{ prescripteur_courriel: '', prescripteur_nom: 'Camille Inventée' },
}
const csv = (...lines: readonly Record<string, string>[]) =>
  bytesOf([Object.keys(lines[0] ?? {}).join(';'), ...lines.map((line) => Object.values(line).join(';'))].join('\n'))
const laptop = { serie: 'sn 1', marque: 'Marque', modele: 'M1', structure_proprietaire: 'lieu' }

describe('people who were equipped before', () => {
  test('a line without a laptop, and one with: its inventory number is its serial where none is told', () => {
    const read = rowsOf(readHandOvers(csv(handOver, { ...handOver, reference: 'R2', ...laptop }), context))
    expect(read).toMatchObject([
      { on: '2023-05-12', source: 'precurseur', laptop: null, personal: { lastName: 'Inventé', birthYear: 1958 } },
      { laptop: { serial: 'SN1', inventory: 'SN1', brand: 'Marque', model: 'M1', owner: 'structure-2' } },
    ])
    expect(read[0]?.key).toMatch(/^[0-9a-f]{64}$/)
  })

  test('the same line in capitals, without its reference, has the same key', () => {
    const anonymous = { ...handOver, reference: '' }
    const [one] = rowsOf(readHandOvers(csv(anonymous), context))
    const [other] = rowsOf(readHandOvers(csv({ ...anonymous, nom: 'INVENTE' }), context))
    const [third] = rowsOf(readHandOvers(csv({ ...anonymous, remis_le: '13/05/2023' }), context))
    expect(one?.key).toBe(other?.key)
    expect(one?.key).not.toBe(third?.key)
  })

  test.each<[string, Partial<typeof handOver>, string]>([
    ['a name without a letter', { nom: '12' }, 'nom name_without_letter'],
    ['no first name', { prenom: '' }, 'prenom value_missing'],
    ['a birth tomorrow', { date_naissance: '01/01/2027' }, 'date_naissance date_in_future'],
    ['no birth', { date_naissance: '' }, 'date_naissance | annee_naissance value_missing'],
    ['a commune of elsewhere', { commune: 'Paris' }, 'commune commune_outside_territory'],
    ['half a phone', { telephone: '0612' }, 'telephone phone_format'],
    ['half an address', { courriel: 'zoe@' }, 'courriel email_format'],
    ['a day to come', { remis_le: '01/01/2027' }, 'remis_le date_in_future'],
    ['a programme that nobody knows', { origine: 'ailleurs' }, 'origine value_not_allowed'],
    ['a serial with a space in the middle of nothing', { ...laptop, serie: '??' }, 'serie mark_format'],
    ['a laptop without its number', { ...laptop, serie: '' }, 'serie value_missing'],
    ['a laptop of nobody', { ...laptop, structure_proprietaire: '' }, 'structure_proprietaire value_missing'],
    ['a laptop of somebody who owns none', { ...laptop, structure_proprietaire: 'mls' }, 'structure_proprietaire '],
    ['an inventory number in words', { ...laptop, inventaire: 'celui de Zoé' }, 'inventaire mark_format'],
    ['no make', { ...laptop, marque: '' }, 'marque value_missing'],
    ['no model', { ...laptop, modele: '' }, 'modele value_missing'],
  ])('%s', (_, over, expected) => {
    const problems = problemsOf(readHandOvers(csv({ ...handOver, ...over }), context))
    expect(problems.map(({ column, rule }) => `${column} ${rule}`).join()).toContain(expected)
    expect(JSON.stringify(problems)).not.toMatch(/Invent|Zoé/)
  })

  test('a reference twice: the second line names the first', () => {
    expect(problemsOf(readHandOvers(csv(handOver, handOver), context))).toMatchObject([
      { line: 3, column: 'reference', rule: 'line_repeated' },
    ])
  })
})

describe('cases of the former tool', () => {
  test('a line in the words of the file becomes codes', () => {
    const closed = {
      ...oneCase,
      reference: 'D2',
      etape: 'clos',
      issue: 'termine',
      remis_le: '20/01/2026',
      mediateur_courriel: '',
    }
    expect(rowsOf(readCases(csv(oneCase, closed), context))).toMatchObject([
      {
        ...{ step: 'lieu_part', on: '2026-02-02', openedOn: '2026-01-12', mediator: 'z@exemple.invalid' },
        ...{ outcome: null, handedOverOn: null, place: 'place-1', prescriber: { structure: null, email: null } },
        personal: { prescriberName: 'Camille Inventée', birthDate: null, birthYear: 1958 },
      },
      { step: 'closed', outcome: 'completed', handedOverOn: '2026-01-20', mediator: null },
    ])
  })

  test.each<[string, Partial<typeof oneCase>, string]>([
    ['a step that nobody knows', { etape: 'signature' }, 'etape value_not_allowed'],
    ['no step', { etape: '' }, 'etape value_missing'],
    ['a step to come', { etape_le: '01/01/2027' }, 'etape_le date_in_future'],
    ['a case that opens tomorrow', { ouvert_le: '01/01/2027' }, 'ouvert_le date_in_future'],
    ['an outcome that nobody knows', { issue: 'bien' }, 'issue value_not_allowed'],
    ['a hand-over in words', { remis_le: 'hier' }, 'remis_le date_format'],
    ['no reason', { raisons: '' }, 'raisons value_missing'],
    ['a reason that nobody knows', { raisons: 'envie' }, 'raisons value_not_allowed'],
    ['a need that nobody knows', { besoins: 'envie' }, 'besoins value_not_allowed'],
    ['a place that is not there', { lieu: 'LDS-9' }, 'lieu place_unknown'],
    ['a consent to come', { consentement_date: '01/01/2027' }, 'consentement_date date_in_future'],
    ['a consent of no kind', { consentement_mode: 'sms' }, 'consentement_mode value_not_allowed'],
    ['half an address of the mediator', { mediateur_courriel: 'z@' }, 'mediateur_courriel email_format'],
    ['half an address of the prescriber', { prescripteur_courriel: 'z@' }, 'prescripteur_courriel email_format'],
    [
      'a structure that is not there',
      { prescripteur_structure: 'personne' },
      'prescripteur_structure structure_unknown',
    ],
  ])('%s', (_, over, expected) => {
    const problems = problemsOf(readCases(csv({ ...oneCase, ...over }), context))
    expect(problems.map(({ column, rule }) => `${column} ${rule}`).join()).toContain(expected)
  })
})
