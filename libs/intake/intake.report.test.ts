import { refuse } from '../domain/kernel/refusal'
import { deviceColumns, noColumns, referralColumns } from './file.columns'
import { refusalOf } from './intake.report'

const refused = (...given: Parameters<typeof refuse>) => ({ ...refuse(...given), version: null })

describe('what a command refused of a line', () => {
  test('is told by the column that its field comes from', () => {
    const inventory = refused('invalid_data', { field: 'inventory', why: 'trop court' })
    expect(refusalOf(inventory, deviceColumns)).toEqual({
      column: 'inventaire',
      rule: 'invalid_data',
      fr: 'Le champ « inventaire » n’est pas valable : trop court.',
      en: 'The field "inventaire" is not valid: trop court.',
    })
    const date = refused('date_in_future', { field: 'consent.date', date: '2062-01-01' })
    expect(refusalOf(date, referralColumns).fr).toBe('La date « consentement_date » est dans le futur : 2062-01-01.')
    const reason = refused('invalid_data', { field: 'reasons[1]', why: 'x' })
    expect(refusalOf(reason, referralColumns).column).toBe('raisons')
  })

  test('has the column before it where its sentence names none; a rule without field has one of its own', () => {
    expect(refusalOf(refused('serial_already_registered', { field: 'serial' }), deviceColumns)).toEqual({
      column: 'serie',
      rule: 'serial_already_registered',
      fr: 'serie : ce numéro de série est déjà enregistré.',
      en: 'serie: this serial number is already registered.',
    })
    expect(refusalOf(refused('not_allowed'), deviceColumns).column).toBe('recyclerie')
  })

  test('is of no column where neither says one', () => {
    const { fr, column } = refusalOf(refused('other_territory'), noColumns)
    expect([column, fr]).toEqual([null, 'Cet élément relève d’un autre territoire.'])
  })
})
