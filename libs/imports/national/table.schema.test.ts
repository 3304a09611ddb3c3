import { placeValues } from '../../contracts/commands/place.values'
import { nationalContext } from '../imports.fixture'
import { nationalColumns } from './national.sheet'
import { closedListOf, splitValues } from './table.schema'

const { schema } = nationalContext

test('the closed lists that commands know are those of the schema, all of them', () => {
  const closed = schema.fields.flatMap(({ name, constraints }) => {
    const list = closedListOf(constraints.pattern ?? '')
    return list ? [[name, list] as const] : []
  })
  expect(Object.fromEntries(closed)).toEqual(placeValues)
})

test('the export has the columns of the schema, in its order', () => {
  expect(nationalColumns).toEqual(schema.fields.map(({ name }) => name))
  expect(nationalColumns).toHaveLength(32)
})

test('a pattern of another kind is no closed list', () => {
  expect(closedListOf('^\\d{5}$')).toBeNull()
  expect(closedListOf('(?:(?:^|\\|)(un|deux \\(2\\)))+$')).toEqual(['un', 'deux (2)'])
})

test('a bar splits values, spaces around it mean nothing', () => {
  expect(splitValues('a|b c | d|')).toEqual(['a', 'b c', 'd'])
  expect(splitValues('')).toEqual([])
})
