import { lotTasks, outcomeCodes } from '../../contracts/codes'
import { mailKinds } from '../../domain/kernel/decider'
import { coverageCases } from '../../testing/coverage.mail.cases'
import { grantCases } from '../../testing/grant.mail.cases'
import { ids, landes } from '../../testing/journey.fixtures'
import type { LetterFacts } from '../letter'
import { correctionCases, courseCases, givenUpCases, lineCases, type MailCase as Case } from '../../testing/mail.cases'
import { ordinaryFacts, plain } from '../../testing/letter.fixtures'
import { sessionCases } from '../../testing/session.cases'
import { stockCases } from '../../testing/stock.cases'
import { messageCases } from '../../testing/message.cases'
import { type RenderedMail, renderLetter } from '../letter.render'
import { lotTaskWords } from '../words/lot.words'
import { outcomeWords } from '../words/outcome.words'
import { type AskedTask, askedTasks, otherwiseOf, taskWords } from '../words/task.words'

const day = 'mercredi 1er avril 2026'
const laptop = 'Dell Latitude 5490, inventaire 40-0123'
const prescriber: Partial<LetterFacts> = { to: 'prescriber', person: { initials: 'Z. I.', reference: 'FT-2026-118' } }
const nothingAsked: Partial<LetterFacts> = { ...prescriber, before: null }
const recyclerie: Partial<LetterFacts> = { to: 'recyclerie', person: { initials: null, reference: null } }

const lot = { order: 'BC-2026-014', laptops: 25, task: 'receive_lot', end: '2026-04-01T10:00:00Z' }
const aboutLot: Partial<LetterFacts> = { ...recyclerie, definition: null, before: null }
const count = { order: 'BC-2026-014', cause: null, delivered: 22, out: 3, left: 0, missing: 0 }

const lotCases: readonly Case[] = [
  [
    'lot_ordered',
    lot,
    aboutLot,
    [
      'Commande : BC-2026-014',
      'Nombre : 25 ordinateurs',
      `Quand le lot arrive, enregistrez sa réception avec le bon de livraison, avant le ${day}.`,
      'la commande est considérée comme abandonnée et le lot se termine.',
    ],
  ],
  ...lotTasks.map(
    (task): Case => [
      'lot_reminder',
      { ...lot, task },
      aboutLot,
      [`${lotTaskWords[task].todo}, avant le ${day}.`, `avant cette date, ${lotTaskWords[task].otherwise}.`],
    ],
  ),
  ['lot_ready', { ...lot, task: 'deliver_lot' }, { ...aboutLot, to: 'owner' }, ['le lieu enregistre leur arrivée']],
  ['lot_late', { ...lot, task: 'settle_lot' }, { ...aboutLot, to: 'coordinator' }, ['Voyez avec la recyclerie']],
  ['lot_late', { ...lot, end: null }, aboutLot, ['La coordination prend la suite', 'Vous n’avez rien à faire.']],
  [
    'lot_closed',
    { ...count, outcome: 'delivered' },
    aboutLot,
    ['Livrés : 22', 'Tous les ordinateurs du lot sont livrés'],
  ],
  [
    'lot_closed',
    { ...count, outcome: 'incomplete', left: 2, missing: 1 },
    { ...aboutLot, to: 'coordinator' },
    ['Jamais arrivés : 1', 'continuent sans le lot.'],
  ],
  ['lot_closed', { ...count, outcome: 'cancelled' }, aboutLot, ['Le lot n’a pas été livré à la recyclerie.']],
]

/** Every kind and its variants: what the core says, what is known, and the sentences that matter. */
const cases: readonly Case[] = [
  [
    'referral_received',
    {},
    { to: 'lieu', person: { initials: 'Z. I.', reference: 'FT-2026-118' } },
    [
      'Référence du prescripteur : FT-2026-118',
      `Acceptez ou déclinez la demande avant le ${day}.`,
      'Si rien n’est fait avant cette date, la demande retourne au prescripteur, qui peut choisir un autre lieu.',
      'Lieu : Médiathèque inventée de Dax',
    ],
  ],
  [
    'referral_received',
    {},
    { to: 'lieu', before: null },
    ['Acceptez ou déclinez la demande.', 'Si rien n’est fait à temps'],
  ],
  [
    'referral_accepted',
    { place: ids.place },
    nothingAsked,
    ['Le lieu accepte de suivre la personne', 'Vous n’avez rien à faire.'],
  ],
  [
    'referral_back',
    { place: ids.place, reason: 'trop_loin' },
    prescriber,
    [
      'Le lieu que vous aviez choisi décline la demande.',
      'Sa raison : Le lieu est trop loin.',
      `Choisissez un autre lieu avant le ${day}.`,
      'le parcours s’arrête : il est noté « expiré ».',
      'Votre référence : FT-2026-118',
    ],
  ],
  ['referral_back', { place: ids.place, reason: null }, prescriber, ['n’a pas répondu avant la date limite.']],
  ...(['no_answer', 'withdrawn'] as const).map(
    (cause): Case => [
      'referral_taken_back',
      { place: ids.place, cause },
      { to: 'lieu', before: null },
      [
        cause === 'no_answer' ? 'La demande est retournée au prescripteur' : 'elle n’attend plus de réponse.',
        'Initiales : Z. I.',
        'Vous n’avez rien à faire.',
      ],
    ],
  ),
  ...courseCases,
  ...lineCases,
  ...askedTasks.map(
    (task): Case => [
      'task_reminder',
      { task, device: null },
      { to: 'mediator' },
      [
        `${taskWords[task].todo} avant le ${day}.`,
        `Si rien n’est fait avant cette date, ${otherwiseOf(task, landes)}.`,
      ],
    ],
  ),
  ...outcomeCodes.map(
    (outcome): Case => [
      'journey_closed',
      { outcome, reason: null, unmet: null },
      nothingAsked,
      [outcomeWords[outcome].sentence, outcomeWords[outcome].afterwards ?? '', 'Vous n’avez rien à faire.'],
    ],
  ),
  [
    'journey_closed',
    { outcome: 'withdrawn', reason: 'situation_changee', unmet: null },
    nothingAsked,
    ['Raison : Situation changée.'],
  ],
  [
    'journey_closed',
    { outcome: 'withdrawn', reason: 'situation_changee', internal: 'demenagement', unmet: null },
    { to: 'mediator', before: null },
    ['Raison : Situation changée.', 'Pour le lieu seul : Déménagement.', 'Vous n’avez rien à faire.'],
  ],
  [
    'journey_closed',
    {
      outcome: 'not_eligible',
      reason: null,
      unmet: 'natural_person not_equipped_lately',
      lastHandedOverOn: '2025-03-04',
    },
    nothingAsked,
    ['Conditions en cause :', 'La personne a reçu un ordinateur le mardi 4 mars 2025, il y a moins de 36 mois.'],
  ],
  [
    'diagnostic_booked',
    { place: ids.place, at: '2026-03-10T13:30:00Z' },
    prescriber,
    ['La personne est attendue le mardi 10 mars 2026 à 14 h 30.'],
  ],
  [
    'laptop_wanted',
    { place: ids.place, number: 1 },
    recyclerie,
    [
      'Un lieu attend 1 ordinateur reconditionné.',
      `Préparez un ordinateur, puis confirmez qu’il est prêt avant le ${day}.`,
    ],
  ],
  [
    'laptop_wanted',
    { place: ids.place, number: 3 },
    recyclerie,
    ['Un lieu attend 3 ordinateurs reconditionnés.', 'Nombre : 3 ordinateurs'],
  ],
  [
    'laptop_wanted',
    { place: ids.place, number: 2 },
    { ...recyclerie, to: 'coordinator' },
    ['Aucune recyclerie n’est connue pour ce lieu.', 'Trouvez une recyclerie'],
  ],
  [
    'laptop_bound',
    { device: ids.device },
    { device: laptop },
    [`Ordinateur : ${laptop}`, `Fixez avec la personne le jour où elle vient chercher l’ordinateur avant le ${day}.`],
  ],
  [
    'laptop_handed_over',
    { on: '2026-05-01' },
    nothingAsked,
    ['La personne a reçu son ordinateur le vendredi 1er mai 2026.'],
  ],
  ['laptop_handed_over', { on: null }, nothingAsked, ['La personne a reçu son ordinateur.']],
  ...(['withdrawn', 'no_laptop', 'not_collected'] as const).map(
    (cause): Case => [
      'laptop_released',
      { device: ids.device, cause },
      { device: laptop, before: null },
      ['n’est plus réservé pour cette personne', `Ordinateur : ${laptop}`],
    ],
  ),
  ...givenUpCases,
  [
    'laptop_no_longer_needed',
    { place: ids.place, number: 0 },
    { ...recyclerie, before: null },
    ['n’est plus attendu.', 'Encore à préparer : aucun', 'Vous n’avez rien à faire.'],
  ],
  [
    'laptop_no_longer_needed',
    { place: ids.place, number: 2 },
    { ...recyclerie, to: 'coordinator', before: null },
    ['vous cherchiez une recyclerie', 'Encore à préparer : 2 ordinateurs', 'toujours attendus.'],
  ],
  ...lotCases,
  ...grantCases,
  ...coverageCases,
  ...stockCases,
  ...sessionCases,
  ...correctionCases,
  ['follow_up_due', {}, {}, [`Contactez la personne, puis enregistrez ses réponses ou votre essai avant le ${day}.`]],
  ...messageCases,
]

const named = cases.map((each, index) => [`${index} ${each[0]}`, each] as const)
const rendered = ([kind, data, over]: Case) => renderLetter(kind, data, ordinaryFacts(over))
/** What is read in the HTML, word by word. */
const wordsOf = (html: string) =>
  plain(
    html
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<(?:\/?(?:p|h1|h2|li|ul|td|tr|table|tbody|body|html))\b[^>]*>/g, ' ')
      .replace(/<[^>]+>/g, ''),
  ).trim()

test('every kind is among the cases', () => {
  expect([...new Set(cases.map(([kind]) => kind))].sort()).toEqual([...mailKinds].sort())
})

describe.each(named)('%s', (_, each) => {
  let mail: RenderedMail
  beforeAll(async () => {
    mail = await rendered(each)
  })

  test('says what matters, in text and in HTML', () => {
    for (const sentence of each[3]) {
      expect(plain(mail.text)).toContain(sentence)
      expect(wordsOf(mail.html)).toContain(sentence)
    }
  })

  test('text and HTML say the same, the address of the link apart', () => {
    const text = plain(mail.text.replace(/https:\S+/g, '').replace(/^- /gm, '')).trim()
    expect(text).toBe(wordsOf(mail.html))
  })

  test('is in French, with one title, sections below it, and no image', () => {
    expect(mail.html).toContain('<html lang="fr"')
    const headings = [...mail.html.matchAll(/<(h\d)/g)].map(([, level]) => level)
    expect(headings[0]).toBe('h1')
    expect(headings.slice(1).every((level) => level === 'h2')).toBe(true)
    expect(mail.html).not.toContain('<img')
    expect([...mail.html.matchAll(/<table/g)]).toHaveLength(
      [...mail.html.matchAll(/<table role="presentation"/g)].length,
    )
  })

  test('leaves no hole, no code and no id', () => {
    const read = `${mail.subject} ${mail.text.replace(/https:\S+/g, '')}`
    expect(read).not.toMatch(/undefined|null|NaN|\[object|[{}<>_]|[0-9a-f]{8}-[0-9a-f]{4}/)
    expect(mail.subject).toMatch(/^\S.{10,90} – Mon Ordi Pin40$/)
  })
})

test('every task that the definition waits for has its words, and no two say the same', () => {
  const waits = Object.keys(landes.waits) as AskedTask[]
  expect(askedTasks).toEqual(expect.arrayContaining(waits))
  expect(new Set(askedTasks.map((task) => taskWords[task].todo)).size).toBe(askedTasks.length)
})
