import fc from 'fast-check'
import { readPdf } from '../testing/pdf.text'
import type { AgreementData, LetterData, ReceiptData } from './document.data'
import { createPdfRenderer } from './pdf.renderer'

const renderer = createPdfRenderer(process.cwd())

const letter: LetterData = {
  title: 'Votre rendez-vous',
  sender: ['Médiathèque inventée', '1 place Exemple', '40100 Dax', '05 58 00 00 00'],
  to: ['Zoé Inventée', '2 rue Exemple', '40000 Mont-de-Marsan'],
  day: 'lundi 2 mars 2026',
  paragraphs: ['Bonjour,', 'Vous avez rendez-vous le mardi 10 mars 2026 à 15 h.'],
  contact: { title: 'Une question ? Appelez-nous', lines: ['Médiathèque inventée', '05 58 00 00 00'] },
  closing: 'À bientôt.',
}

const receipt: ReceiptData = {
  title: 'Reçu de remise d’un ordinateur',
  programme: 'Mon Ordi Pin40',
  facts: [
    ['Numéro de ticket', 'T-0001'],
    ['Ordinateur', 'Marque inventée M1'],
    ['Numéro de série', 'S1'],
    ['Version du reçu', 'recu-landes.v1'],
  ],
  commitments: { title: 'Mes engagements', items: ['Je garde cet ordinateur.', 'Je réponds au bilan.'] },
  signatures: { title: 'Signatures', intro: 'Fait le 4 mai 2026.', names: ['La personne', 'Pour le lieu'] },
}

const agreement: AgreementData = {
  title: 'Convention attributive de subvention',
  facts: [['Dossier', '3fa85f64']],
  articles: [{ title: 'Article 1 – Objet', paragraphs: ['Pour le projet.'], items: ['Échéance : 1 200 €'] }],
  signatures: { title: 'Signatures', intro: 'Version 1.', names: ['Pour la structure', 'Pour le fonds'] },
}

const readAs = (over: Partial<LetterData>) => readPdf(renderer.render('letter', { ...letter, ...over }).bytes)

describe.each([
  ['letter', renderer.render('letter', letter), letter.title],
  ['receipt', renderer.render('receipt', receipt), receipt.title],
  ['agreement', renderer.render('agreement', agreement), agreement.title],
] as const)('a %s', (_, { bytes }, title) => {
  const { plain, tags } = readPdf(bytes)

  test('is tagged, in French, and titled, as PDF/UA asks', () => {
    expect(plain).toMatch(/\/Type \/StructTreeRoot/)
    expect(plain).toMatch(/\/MarkInfo <<\s*\/Marked true/)
    expect(plain).toMatch(/\/Lang \(fr(-FR)?\)/)
    expect(plain).toMatch(/\/DisplayDocTitle true/)
    const stated = bytes.toString('utf8')
    expect(stated).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    expect(stated).toContain(`>${title}</rdf:li></rdf:Alt></dc:title>`)
  })

  test('has one first heading, then sections', () => {
    expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1)
    expect(tags).toContain('H2')
    expect(tags).toContain('P')
  })

  test('says no day of its own, so that it is the same tomorrow', () => {
    expect(plain).not.toMatch(/CreationDate|ModDate/)
  })
})

test('the same data make the same bytes, in another process of work too; other data make others', () => {
  const { sha256 } = renderer.render('receipt', receipt)
  renderer.render('letter', letter)
  expect(createPdfRenderer(process.cwd()).render('receipt', receipt).sha256).toBe(sha256)
  const changed = { ...receipt, programme: 'Autre' }
  expect(renderer.render('receipt', changed).sha256).not.toBe(sha256)
})

test('every word can be read out, in the order of the paper', () => {
  const { text } = readPdf(renderer.render('receipt', receipt).bytes)
  const words = ['Reçu de remise', 'T-0001', 'Marque inventée M1', 'S1', 'recu-landes.v1', 'Je garde', 'La personne']
  const places = words.map((word) => text.indexOf(word))
  expect(places).not.toContain(-1)
  expect([...places].sort((a, b) => a - b)).toEqual(places)
})

test.each([
  '#strong[gras] #read("letter.typ") #panic()',
  '$x^2$ `code` _italique_ *gras* = titre',
  '\\ @ref <label> // commentaire /* autre */ #',
  `"guillemets" 'simples' \\" {"json": 1}`,
  'https://exemple.invalid/?a=1&b=2 ~ -- --- ...',
])('what people write is printed as it is: %s', (name) => {
  const lines = readAs({ to: [name], paragraphs: [name] })
    .text.replace(/\u200b/g, '')
    .replace(/\s/g, '')
  expect(lines.split(name.replace(/\s/g, '')).length - 1).toBe(2)
})

test('a name in another script, with an emoji, without end or empty still makes a letter', () => {
  const { text } = readAs({
    to: ['שלום مرحبا', '漢字', 'Zoé 😀🏳️‍🌈', '', 'a\u0301\n\tb\u0000\u202e', 'x'.repeat(300)],
    paragraphs: ['', 'Bonjour'],
  })
  expect(text).toMatch(/Zoé 😀□/)
  expect(text).toContain('□□')
  expect(text).toMatch(/á {2}b/)
  expect(text.replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(300)
})

test('whatever is written, a letter is made of it', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(anything, fc.array(anything, { maxLength: 5 }), (name, paragraphs) => {
      const { bytes } = renderer.render('letter', { ...letter, to: [name], paragraphs })
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    }),
    { numRuns: 150 },
  )
})

test('a rendering takes milliseconds', () => {
  const rounds = 20
  const from = performance.now()
  for (let round = 0; round < rounds; round += 1) renderer.render('letter', { ...letter, day: `jour ${round}` })
  expect((performance.now() - from) / rounds).toBeLessThan(100)
})
