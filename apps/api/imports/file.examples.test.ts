import { readActors } from '../../../libs/imports/actor.rows'
import { readDevices } from '../../../libs/imports/device.rows'
import { readDirectory } from '../../../libs/imports/directory.rows'
import {
  bytesOf,
  landesMapping,
  problemsOf,
  referralContext,
  rowsOf,
  smallTerritory,
} from '../../../libs/imports/imports.fixture'
import { readReferrals } from '../../../libs/imports/referral.rows'
import { readStructures } from '../../../libs/imports/structure.rows'
import { fileExamples } from './file.examples'

test('the files that the page shows are taken, one after the other', () => {
  const bytes = (name: keyof typeof fileExamples) => bytesOf(fileExamples[name])
  const shown = rowsOf(readStructures(bytes('structures'))).map((row) => ({ ...row, id: row.key }))
  const workshop = { id: 'w', key: 'w', name: 'Recyclerie Exemple du Marsan', siret: null, roles: ['recyclerie'] }
  const structures = [...shown.map((row) => ({ ...row, roles: [...row.roles, 'owner'] })), workshop]
  const directory = readDirectory(bytes('places'), { mapping: landesMapping, territory: smallTerritory })
  const places = rowsOf(directory).map(({ externalId, name }) => ({ id: externalId, externalId, name }))
  const context = { ...referralContext, structures, places, sentBy: { role: 'coordinator' as const } }
  const read = [
    directory,
    readActors(bytes('agents'), { structures, places }),
    readDevices(bytes('devices'), { structures }),
    readReferrals(bytes('referrals'), context),
  ]
  expect(shown).toHaveLength(1)
  expect(read.map((imported) => rowsOf(imported as typeof directory).length)).toEqual([1, 1, 1, 1])
  expect(read.flatMap((imported) => problemsOf(imported as typeof directory))).toEqual([])
  expect(directory).toMatchObject({ rows: [{ warnings: [] }] })
})
