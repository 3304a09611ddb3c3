import { createTestDatabase, type TestDatabase } from '../../libs/testing/database'
import { actors } from '../../libs/testing/engine.world'
import { type Api, startApi } from './api.process'
import {
  admitRecycleries,
  counts,
  definition,
  eventCount,
  example,
  rulesAt,
  type Send,
  sendingTo,
} from './import.sending'

let clone: TestDatabase
let api: Api
let send: Send
beforeAll(async () => {
  clone = await createTestDatabase()
  api = await startApi({ clone })
  send = sendingTo(api)
  await send('territory', '{}', actors.coordinator, 'application/json')
  await send('structures', example('structures.csv'))
  await send('places', example('directory-alpi.csv'))
  await send('agents', example('agents.csv'))
  await admitRecycleries(api)
  await send('devices', example('laptops.csv'))
}, 60_000)
afterAll(async () => {
  await api.stop()
  await clone.drop()
})

describe('a line that says something else than before', () => {
  const structures = (name: string) => `identifiant;nom;siret;type;roles\nessai-1;${name};;association;prescripteur\n`

  test('is what is so now, for the directory; what was said before may come back', async () => {
    expect(counts(await send('structures', structures('Essai A')))).toEqual([200, 1, 0, 0])
    expect(counts(await send('structures', structures('Essai B')))).toEqual([200, 1, 0, 0])
    expect(counts(await send('structures', structures('Essai A')))).toEqual([200, 1, 0, 0])
    expect(counts(await send('structures', structures('Essai A')))).toEqual([200, 0, 1, 0])
    const { body } = await api.get<{ items: { name: string }[] }>('/v1/structures?limit=100', {
      actor: actors.coordinator,
    })
    expect(body.items.filter(({ name }) => name.startsWith('Essai'))).toMatchObject([{ name: 'Essai A' }])
  })

  test('is another referral under the same reference, and refused', async () => {
    const [header, first = ''] = example('referrals-wave-2.csv').toString('utf8').split(/\r?\n/)
    const file = (line: string) => [header, line].join('\n')
    expect(counts(await send(`referrals?${definition}`, file(first)))).toEqual([200, 1, 0, 0])
    const before = await eventCount(clone)
    const other = await send(`referrals?${definition}`, file(first.replace('Solène', 'Marlène')))
    expect(counts(other)).toEqual([200, 0, 0, 1])
    expect(rulesAt(other, 2)).toEqual([['reference', 'reference_used_otherwise']])
    expect(await eventCount(clone)).toBe(before)
  })
})

describe('a referral that is there already', () => {
  const columns =
    'nom;prenom;annee_naissance;code_insee;raisons;lieu_souhaite;consentement_date;consentement_mode;prescripteur_structure;prescripteur_courriel'
  const structure = 'Maison landaise des solidarités Exemple'
  const place = 'Médiathèque Exemple de Roquefort'
  const line = (name: string, email = 'helene@mls-exemple.example') =>
    `${name};1970;40192;competences;${place};2025-10-01;papier;${structure};${email}`
  const file = (...lines: readonly string[]) => [columns, ...lines].join('\n')
  const another = { ...actors.coordinator, sub: 'coordination-bis' }

  test('without reference is told so though it is written otherwise, whoever sends it', async () => {
    const path = `referrals?${definition}`
    expect(counts(await send(path, file(line('Déjà-Fictive;Anaïs'))))).toEqual([200, 1, 0, 0])
    const before = await eventCount(clone)
    expect(counts(await send(path, file(line('DEJA FICTIVE;ANAIS'))))).toEqual([200, 0, 1, 0])
    expect(counts(await send(path, file(line('Déjà-Fictive;Anaïs')), another))).toEqual([200, 0, 1, 0])
    expect(await eventCount(clone)).toBe(before)
  })

  test('without reference, for another prescriber or by another definition, is refused', async () => {
    const other = await send(`referrals?${definition}`, file(line('Déjà-Fictive;Anaïs', 'zoe@mls-exemple.example')))
    expect(rulesAt(other, 2)).toEqual([['prescripteur_courriel', 'referral_there_otherwise']])
  })

  test('under a reference, from somebody else, is refused by its reference', async () => {
    const named = (name: string) => `reference;${columns}\nDEJA-1;${line(name)}\n`
    const path = `referrals?${definition}`
    expect(counts(await send(path, named('Déjà-Fictive;Béa')))).toEqual([200, 1, 0, 0])
    const other = await send(path, named('Déjà-Fictive;Béa'), another)
    expect(rulesAt(other, 2)).toEqual([['reference', 'reference_of_somebody_else']])
  })

  test('names its prescriber by an e-mail that two of them have: refused', async () => {
    const agents = (key: string) =>
      `identifiant;structure;role;nom;prenom;courriel\n${key};${structure};prescripteur;Double-Fictif;Zoé;double@mls-exemple.example\n`
    expect(counts(await send('agents', agents('double-1')))).toEqual([200, 1, 0, 0])
    expect(counts(await send('agents', agents('double-2')))).toEqual([200, 1, 0, 0])
    const answer = await send(`referrals?${definition}`, file(line('Fictive;Cléo', 'double@mls-exemple.example')))
    expect(rulesAt(answer, 2)).toEqual([['prescripteur_courriel', 'prescriber_ambiguous']])
  })
})

describe('what the engine alone can refuse is told by the column', () => {
  const header = 'serie;inventaire;marque;modele;structure_proprietaire;recyclerie'
  const workshop = 'Recyclerie Exemple du Marsan'

  test('a serial number that is another laptop’s', async () => {
    const again = `EXEMPLE-SN-0001;INV-9;Autre;Portable;ccas-exemple;${workshop}`
    const answer = await send('devices', `${header}\n${again}\n`)
    expect(rulesAt(answer, 2)).toEqual([['serie', 'serial_already_registered']])
    expect(answer.body.lines[0]?.problems[0]?.fr).toMatch(/^serie : /)
  })

  test('a laptop of another workshop', async () => {
    const line = `EXEMPLE-SN-9001;INV-9001;Autre;Portable;ccas-exemple;${workshop}`
    const answer = await send('devices', `${header}\n${line}\n`, actors.recyclerie)
    expect(rulesAt(answer, 2)).toEqual([['recyclerie', 'not_allowed']])
  })
})

test('a place is taken, and what is left out of it is told', async () => {
  const file =
    'ID,name,structure_porteuse,adresse_code_insee,itinerant,public_cible,services\n' +
    'WARN-1,Lieu Fictif,Inconnue,40088,peut-être,Martiens|Jeunes,Truc inconnu\n'
  const answer = await send('places', file)
  expect(counts(answer)).toEqual([200, 1, 0, 0])
  expect(answer.body.lines[0]?.warnings.map(({ column, rule }) => `${column} ${rule}`).sort()).toEqual([
    'itinerant values_left_out',
    'public_cible values_left_out',
    'services values_left_out',
    'structure_porteuse place_without_structure',
  ])
  expect(answer.body.lines[0]?.warnings[0]?.fr).toMatch(/^[a-z_]+ : /)
})
