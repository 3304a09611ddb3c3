import { actorRowSchema, readActors } from './actor.rows'
import { deviceRowSchema, readDevices } from './device.rows'
import { bytesOf, places, problemsOf, rowsOf, structures, told } from './imports.fixture'
import { readStructures, structureRowSchema } from './structure.rows'

const known = { structures, places }

describe('structures', () => {
  const read = (...lines: string[]) =>
    readStructures(bytesOf(['identifiant;nom;siret;type;roles', ...lines].join('\n')))

  it('are read with their roles', () => {
    const [row] = rowsOf(read('ccas;CCAS Exemple;73282932000074;Collectivité;prescripteur|lieu, propriétaire'))
    expect(row).toEqual({
      key: 'ccas',
      name: 'CCAS Exemple',
      siret: '73282932000074',
      kind: 'local_authority',
      roles: ['prescriber', 'lieu', 'owner'],
    })
    expect(structureRowSchema.parse(row)).toEqual(row)
  })

  it.each([
    [';CCAS;;association;lieu', ['2 identifiant value_missing']],
    ['a;;;association;lieu', ['2 nom value_missing']],
    ['a;CCAS;123;association;lieu', ['2 siret siret_format']],
    ['a;CCAS;;club;lieu', ['2 type value_not_allowed']],
    ['a;CCAS;;association;lieu|banque', ['2 roles value_not_allowed']],
    ['a;CCAS;;association;', ['2 roles value_missing']],
  ])('%s is refused', (line, expected) => expect(told(problemsOf(read(line)))).toEqual(expected))

  it('are taken once', () => {
    expect(told(problemsOf(read('a;Un;;prive;lieu', 'a;Deux;;prive;lieu')))).toEqual(['3 identifiant line_repeated'])
  })
})

describe('agents', () => {
  const header = 'identifiant;structure;role;lieu;nom;prenom;courriel'
  const read = (...lines: string[]) => readActors(bytesOf([header, ...lines].join('\n')), known)

  it('are read with their structure and place', () => {
    const [row] = rowsOf(read('m1;Lieu Exemple;Médiateur;LDS-1;Fictif;Zoé;Zoe@Lieu.Example'))
    expect(row).toEqual({
      key: 'm1',
      role: 'mediator',
      structure: 'structure-2',
      places: ['place-1'],
      personal: { lastName: 'Fictif', firstName: 'Zoé', email: 'zoe@lieu.example' },
    })
    expect(actorRowSchema.parse(row)).toEqual(row)
  })

  it('work at one or several places, each named once', () => {
    const [row] = rowsOf(read('m1;lieu;mediateur;LDS-1| LDS-2 |LDS-1;Fictif;Zoé;'))
    expect(row?.places).toEqual(['place-1', 'place-2'])
  })

  it('need no place unless they are mediators, and no e-mail', () => {
    const rows = rowsOf(read('p1;mls;prescripteur;;Fictif;Zoé;', 'r1;recyc;recyclerie;;Fictif;Léa;'))
    expect(rows.map(({ role, places: at, personal }) => [role, at, personal.email])).toEqual([
      ['prescriber', [], null],
      ['recyclerie', [], null],
    ])
  })

  it.each([
    ['m1;lieu;mediateur;;Fictif;Zoé;', ['2 lieu value_missing']],
    ['m1;lieu;mediateur;x;Fictif;Zoé;', ['2 lieu place_unknown']],
    ['m1;lieu;mediateur;LDS-1|x;Fictif;Zoé;', ['2 lieu place_unknown']],
    ['m1;lieu;mediateur;|;Fictif;Zoé;', ['2 lieu value_missing']],
    ['m1;mls;mediateur;LDS-1;Fictif;Zoé;', ['2 structure structure_without_role']],
    ['m1;x;prescripteur;;Fictif;Zoé;', ['2 structure structure_unknown']],
    ['m1;mls;chef;;Fictif;Zoé;', ['2 role value_not_allowed']],
    ['m1;mls;prescripteur;;;Zoé;zoe', ['2 nom value_missing', '2 courriel email_format']],
  ])('%s is refused', (line, expected) => expect(told(problemsOf(read(line)))).toEqual(expected))
})

describe('the e-mail of agents', () => {
  const header = 'identifiant;structure;role;lieu;nom;prenom;courriel'
  const read = (...lines: string[]) => readActors(bytesOf([header, ...lines].join('\n')), known)
  const zoe = 'p1;mls;prescripteur;;Fictif;Zoé;zoe@mls.example'

  it('is of one person of a role in a structure', () => {
    const imported = read(zoe, 'p2;mls;prescripteur;;Fictif;Léa;ZOE@mls.example')
    expect(told(problemsOf(imported))).toEqual(['3 courriel email_repeated'])
    expect(problemsOf(imported)[0]?.fr).toMatch(/^courriel : la ligne 2 /)
    expect(rowsOf(imported)).toHaveLength(1)
  })

  it('may be shared with another structure; having none is no e-mail', () => {
    const others = [
      'p2;a;prescripteur;;Fictif;Zoé;zoe@mls.example',
      'p3;a;prescripteur;;Fictif;Léa;',
      'p4;a;prescripteur;;Fictif;Eva;',
    ]
    expect(rowsOf(read(zoe, ...others))).toHaveLength(4)
  })

  it('of a line that is refused for its number counts for nothing', () => {
    const lines = ['p1;mls;prescripteur;;Fictif;Léa;lea@mls.example', 'p2;mls;prescripteur;;Fictif;Léa;lea@mls.example']
    expect(told(problemsOf(read(zoe, ...lines)))).toEqual(['3 identifiant line_repeated'])
  })
})

describe('laptops', () => {
  const header = 'serie;inventaire;marque;modele;structure_proprietaire;recyclerie'
  const read = (...lines: string[]) => readDevices(bytesOf([header, ...lines].join('\n')), known)

  it('are read with their owner and recyclerie', () => {
    const [row] = rowsOf(read('ex 0001;INV-1;Marque Exemple;Portable 13;Lieu Exemple;recyc'))
    expect(row).toEqual({
      serial: 'EX0001',
      inventory: 'INV-1',
      brand: 'Marque Exemple',
      model: 'Portable 13',
      owner: 'structure-2',
      recyclerie: 'structure-3',
    })
    expect(deviceRowSchema.parse(row)).toEqual(row)
  })

  it.each([
    [';INV-1;M;P;lieu;recyc', ['2 serie value_missing']],
    ['EX1;RBI 5;M;P;lieu;recyc', ['2 inventaire mark_format']],
    ['ÉX1;-5;M;P;lieu;recyc', ['2 serie mark_format', '2 inventaire mark_format']],
    [`EX1;${'5'.repeat(61)};M;P;lieu;recyc`, ['2 inventaire mark_format']],
    ['EX1;INV-1;M;P;mls;recyc', ['2 structure_proprietaire structure_without_role']],
    ['EX1;INV-1;M;P;x;lieu', ['2 structure_proprietaire structure_unknown', '2 recyclerie structure_without_role']],
  ])('%s is refused', (line, expected) => expect(told(problemsOf(read(line)))).toEqual(expected))

  it('break a mark in words that say what is allowed', () => {
    const [refused] = problemsOf(read('EX1;RBI 5;M;P;lieu;recyc'))
    expect(refused?.fr).toMatch(/^inventaire : .*sans accent.*sans espace.*60 caractères/)
    expect(refused?.en).toMatch(/^inventaire: .*without accents.*without space.*60 characters/)
  })

  it('are taken once, however the serial number is spaced', () => {
    expect(told(problemsOf(read('EX 1;INV-1;M;P;lieu;recyc', 'ex1;INV-2;M;P;lieu;recyc')))).toEqual([
      '3 serie line_repeated',
    ])
  })
})
