import { fullCall } from '../testing/call.fixtures'
import { fundIds, project } from '../testing/grant.fixtures'
import { grantAt } from '../testing/grant.moments'
import { readPdf } from '../testing/pdf.text'
import { agreedTerms } from '../domain/grant/agreement.terms'
import type { OpenGrant } from '../domain/grant/grant.state'
import { type Agreeing, agreementData } from './agreement.data'
import { createPdfRenderer } from './pdf.renderer'

const [first, second] = [
  { line: fundIds.line, payer: fundIds.payer, cents: 66_668 },
  { line: fundIds.otherLine, payer: fundIds.otherPayer, cents: 33_333 },
]
const grant = grantAt.issue_agreement() as OpenGrant
/** 1 000.01 € that no percent divides, from two lines. */
const terms = agreedTerms(grant, { cents: 100_001, split: [first, second] }, grant.project)
const state = { name: 'Préfecture inventée', siret: '73282932000074' }
const partner = { name: 'Département inventé', siret: null }
const agreeing: Agreeing = {
  ...{ call: fullCall.title, number: '3fa85f64', version: 2, isPrivate: true, title: 'Ateliers inventés', terms },
  applicant: { name: 'Association inventée', siret: null },
  decision: { reference: 'DEC-2026-014', on: '2026-03-02' },
  shares: [
    { funder: state, payer: state, cents: first.cents },
    { funder: partner, payer: state, cents: second.cents },
  ],
  recovery: ['Projet non réalisé', 'Bilan non remis'],
  amends: null,
}
const plain = (text: string) => text.replace(/\s/g, ' ')
const told = (over: Partial<Agreeing> = {}) =>
  agreementData({ ...agreeing, ...over }).articles.map(({ title, paragraphs, items }) =>
    [title, ...paragraphs, ...items].map(plain),
  )

test('instalments are whole cents of each line, and come to what is granted', () => {
  expect(terms.instalments).toEqual([
    { fr: 'Avance', percent: 60, cents: 40_000 + 19_999, after: null },
    { fr: 'Solde', percent: 40, cents: 26_668 + 13_334, after: 'Bilan intermédiaire' },
  ])
  expect(terms.reports).toEqual([
    { fr: 'Bilan intermédiaire', from: 'payment', after: 'P6M', day: null },
    { fr: 'Bilan final et compte rendu financier', from: 'project_end', after: 'P6M', day: '2027-06-30' },
  ])
  expect(terms).toMatchObject({ cents: 100_001, split: [first, second], project })
})

test('an agreement says whole what both sides sign', () => {
  expect(agreementData(agreeing).facts.map(([name, value]) => `${name} : ${plain(value)}`)).toEqual([
    'Appel à projets : Projets structurants 2026',
    'Dossier : 3fa85f64',
    'Décision : DEC-2026-014, notifiée le lundi 2 mars 2026',
    'Version de la convention : 2',
  ])
  expect(told()).toEqual([
    [
      'Vu',
      'L’article 10 de la loi n° 2000-321 du 12 avril 2000 et le décret n° 2001-495 du 6 juin 2001, qui fixe à 23 000 € la somme au-delà de laquelle une convention est conclue avec un organisme de droit privé.',
    ],
    [
      'Entre',
      'Le fonds, pour Préfecture inventée, SIRET 73282932000074 ; Département inventé',
      'Association inventée, bénéficiaire',
    ],
    [
      'Article 1 – Objet',
      'La subvention est accordée pour le projet « Ateliers inventés ».',
      'Le projet se fait du mercredi 1er avril 2026 au jeudi 31 décembre 2026. La subvention ne peut servir à rien d’autre.',
    ],
    [
      'Article 2 – Montant',
      'La subvention est de 1 000,01 €, pour un projet dont le coût est de 2 500 €. Elle se répartit ainsi :',
      'Préfecture inventée : 666,68 €, payés par son comptable',
      'Département inventé : 333,33 €, payés par Préfecture inventée',
    ],
    [
      'Article 3 – Versement',
      'La somme est versée par le comptable, en ces échéances :',
      'Avance : 599,99 € (60 %), après la signature de la convention',
      'Solde : 400,02 € (40 %), une fois accepté : Bilan intermédiaire',
    ],
    [
      'Article 4 – Bilans',
      'Le compte rendu financier est déposé dans les six mois qui suivent la fin de l’exercice (article 10 de la loi n° 2000-321 du 12 avril 2000).',
      'La structure rend compte de ce qui a été fait et dépensé :',
      'Bilan intermédiaire : 6 mois après le dernier paiement',
      'Bilan final et compte rendu financier : au plus tard le mercredi 30 juin 2027',
    ],
    [
      'Article 5 – Reversement',
      'Tout ou partie de ce qui a été versé est restitué, sur demande motivée du fonds, dans ces cas :',
      'Projet non réalisé',
      'Bilan non remis',
    ],
    [
      'Article 6 – Modification et fin',
      'Tout changement du montant, des dates ou du contenu du projet se fait par un avenant, signé des deux côtés avant de prendre effet.',
      'La convention prend effet quand les deux parties l’ont signée, et prend fin quand le projet est évalué.',
    ],
  ])
})

test('a public body has no such account to give, and a call without recovery asks nothing back', () => {
  const articles = told({ isPrivate: false, recovery: [] })
  expect(articles[5]).not.toContainEqual(expect.stringContaining('six mois qui suivent'))
  expect(articles[6]?.slice(1)).toEqual([
    'Une somme qui n’a pas servi au projet n’est pas versée, ou est restituée dans les conditions de la loi.',
  ])
})

test('delays are told in words', () => {
  const reports = ['P1D', 'P2W', 'P1Y6M'].map((after) => ({
    fr: 'Bilan',
    from: 'notification' as const,
    after,
    day: null,
  }))
  expect(told({ terms: { ...terms, reports } })[5]?.slice(3)).toEqual([
    'Bilan : 1 jour après la notification de la décision',
    'Bilan : 2 semaines après la notification de la décision',
    'Bilan : 1 an et 6 mois après la notification de la décision',
  ])
})

test('each part of it is read aloud in the order of the paper, with a place for each signature', () => {
  const { text } = readPdf(createPdfRenderer(process.cwd()).render('agreement', agreementData(agreeing)).bytes)
  const places = ['Entre', 'Article 2', 'Article 5', 'Signatures', 'Pour Association inventée', 'Pour le fonds']
  const found = places.map((place) => text.lastIndexOf(place))
  expect(found).not.toContain(-1)
  expect(found).toEqual([...found].sort((a, b) => a - b))
})

test('an amendment says what it changes, and when the agreement that it amends was signed', () => {
  const amends = {
    number: 1,
    agreedOn: '2026-03-04',
    reason: 'Calendrier du projet changé',
    cents: 90_000,
    endsOn: '2026-10-31',
  }
  const data = agreementData({ ...agreeing, amends })
  expect(data.title).toBe('Avenant n° 1 à la convention attributive de subvention')
  expect(data.articles.map(({ title }) => title).slice(0, 4)).toEqual([
    'Vu',
    'Entre',
    'Ce qui change',
    'Article 1 – Objet',
  ])
  const [changes] = data.articles.filter(({ title }) => title === 'Ce qui change')
  expect(changes?.paragraphs.map(plain)).toEqual([
    'Motif : Calendrier du projet changé. Les articles qui suivent remplacent ceux de la convention signée le mercredi 4 mars 2026.',
  ])
  expect(changes?.items.map(plain)).toEqual([
    'Montant : 1 000,01 €, au lieu de 900 €',
    'Fin du projet : jeudi 31 décembre 2026, au lieu de samedi 31 octobre 2026',
  ])
})

test('what an amendment leaves as it is, it does not tell as changed', () => {
  const amends = { number: 2, agreedOn: '2026-03-04', reason: 'Territoire', cents: 100_001, endsOn: '2026-12-31' }
  const { title, articles } = agreementData({ ...agreeing, amends })
  expect(title).toContain('Avenant n° 2')
  expect(articles[2]).toMatchObject({ title: 'Ce qui change', items: [] })
})
