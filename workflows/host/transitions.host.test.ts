import { journeyTransitions } from '../journey/journey.transitions'
import { lotTransitions } from '../lot/lot.transitions'
import { assertReaches, reaches } from './transitions.host'

describe('stages that may be seen after another', () => {
  it('takes the next one, one further on and the same again', () => {
    expect(reaches(journeyTransitions, 'prescription', 'diagnostic')).toBe(true)
    expect(reaches(journeyTransitions, 'prescription', 'evaluation')).toBe(true)
    expect(reaches(journeyTransitions, 'training', 'training')).toBe(true)
  })

  it('follows a way back where there is one', () => {
    expect(reaches({ a: ['b'], b: ['a', 'c'], c: [] }, 'b', 'a')).toBe(true)
    expect(reaches({ a: ['b'], b: ['a', 'c'], c: [] }, 'c', 'a')).toBe(false)
  })

  it('takes a journey that was over for one that goes on', () => {
    expect(reaches(journeyTransitions, 'closed', 'prescription')).toBe(true)
    expect(reaches(journeyTransitions, 'evaluation', 'training')).toBe(true)
  })

  it('refuses a stage that nothing leads to', () => {
    expect(() => assertReaches(lotTransitions, 'ready', 'ordered')).toThrow('ordered after ready')
  })
})
