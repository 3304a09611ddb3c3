import { landes } from '../../testing/journey.fixtures'
import { certainEnds, endOf, pixOf, questionnaireOf, sentimentOf, skillsOf, waitOf } from './stage.measures'

const { skills, sentiment, pix, questionnaires } = landes.instruments

test('each stage measures with the instruments that it names', () => {
  expect(skillsOf(landes, 'training')).toBe(skills[0])
  expect(sentimentOf(landes, 'training')).toBe(sentiment[0])
  expect(pixOf(landes, 'training')).toBe(pix[0])
  expect(questionnaireOf(landes, 'evaluation')).toBe(questionnaires[0])
})

test('of several versions of an instrument, the one that the stage names is taken', () => {
  const [named] = skills
  if (!named) throw new Error('no skills are measured')
  const instruments = { ...landes.instruments, skills: [{ ...named, version: 'autre.v1' }, named] }
  expect(skillsOf({ ...landes, instruments }, 'training')).toBe(named)
})

test('a stage that does not measure with Pix has none', () => {
  expect(pixOf(landes, 'evaluation')).toBeNull()
  const stages = landes.stages.map((stage) =>
    stage.kind === 'training' ? { ...stage, measures: { ...stage.measures, pix: null } } : stage,
  )
  expect(pixOf({ ...landes, stages }, 'training')).toBeNull()
})

test('what a definition does not say is a fault of its check', () => {
  expect(() => skillsOf(landes, 'dotation')).toThrow('nothing is measured at stage dotation')
  const without = { ...landes, instruments: { ...landes.instruments, skills: [] } }
  expect(() => skillsOf(without, 'training')).toThrow('has no instrument')
  expect(() => waitOf({ ...landes, waits: {} }, 'hand_over')).toThrow('no wait for hand_over')
  expect(() => endOf({ ...landes, ends: {} }, 'plan_training')).toThrow('no end for plan_training')
})

test('a wait and an end are those of their task', () => {
  expect(waitOf(landes, 'hand_over')).toBe(landes.waits.hand_over)
  expect(endOf(landes, 'plan_training')).toBe(landes.ends.plan_training)
})

test('how silence ends is certain where one follow-up comes, and is not where several do', () => {
  expect(certainEnds(landes)).toEqual(landes.ends)
  const evaluations = landes.stages.filter(({ kind }) => kind === 'evaluation')
  const { ask_follow_up: _, ...certain } = landes.ends
  expect(certainEnds({ ...landes, stages: [...landes.stages, ...evaluations] })).toEqual(certain)
})
