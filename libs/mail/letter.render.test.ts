import { outcomeNames } from '../contracts/api/outcome.names'
import { outcomeCodes } from '../contracts/codes'
import { closingTasks } from '../domain/definition/wait.schema'
import { ids, landes } from '../testing/journey.fixtures'
import { ordinaryFacts, plain } from '../testing/letter.fixtures'
import { renderLetter, UnreadableMailError } from './letter.render'

test.each(['laptop_wanted', 'laptop_no_longer_needed'] as const)(
  '%s: a place and a number, nobody’s journey',
  async (kind) => {
    const { html, text } = await renderLetter(
      kind,
      { place: ids.place, number: 3, journey: ids.journey },
      ordinaryFacts({ to: 'recyclerie' }),
    )
    for (const part of [html, text]) expect(part).not.toMatch(/3F2A9C1B|Z\. I\.|https:\/\/parcours|Initiales/i)
  },
)

test('what a directory or a spreadsheet holds stays text', async () => {
  const place = '<script>alert("x")</script> & Fils'
  const { html, text } = await renderLetter('referral_received', {}, ordinaryFacts({ place }))
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toContain('<script')
  expect(text).toContain(place)
})

test.each(closingTasks)('the end of %s in silence accuses nobody to the prescriber', async (task) => {
  const { outcome, shareable, internal } = landes.ends[task]
  const data = { outcome, reason: shareable, internal, unmet: null }
  const { subject, text } = await renderLetter(
    'journey_closed',
    data,
    ordinaryFacts({ to: 'prescriber', before: null }),
  )
  expect(`${subject} ${text}`).not.toMatch(/nouvelle|absen|manqu|abandon|perdu|séance|rendez-vous|pour le lieu seul/i)
})

test('a prescriber is asked whether the person wants another journey, whoever followed it is not', async () => {
  const data = { outcome: 'not_started', reason: 'non_realise', unmet: null }
  const as = async (to: 'prescriber' | 'mediator') =>
    (await renderLetter('journey_closed', data, ordinaryFacts({ to }))).text
  expect(await as('prescriber')).toContain('nouveau parcours')
  expect(await as('mediator')).not.toContain('nouveau parcours')
})

test('data of another kind is refused rather than sent with a hole', async () => {
  await expect(renderLetter('diagnostic_booked', { place: ids.place }, ordinaryFacts())).rejects.toThrow(
    UnreadableMailError,
  )
  await expect(renderLetter('task_reminder', { task: 'dotation' }, ordinaryFacts())).rejects.toThrow(
    UnreadableMailError,
  )
})

test.each(closingTasks.flatMap((task) => outcomeCodes.map((outcome) => [task, outcome] as const)))(
  'that %s ends as %s is said where the definition says so',
  async (task, outcome) => {
    const definition = { ...landes, ends: { ...landes.ends, [task]: { ...landes.ends[task], outcome } } }
    const { text } = await renderLetter('task_reminder', { task, device: null }, ordinaryFacts({ definition }))
    expect(plain(text)).toContain(`le parcours s’arrête : il est noté « ${outcomeNames[outcome].fr} ».`)
  },
)
