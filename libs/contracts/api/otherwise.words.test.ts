import { commandTable } from '../../domain/command.table'
import { tasks } from '../../domain/definition/definition.schema'
import { otherwiseOf } from './otherwise.words'

const deadlines = Object.entries(commandTable).filter(([, { deadline }]) => deadline)
const journeyTasks = tasks.filter((task) => task !== 'await_laptop' && task !== 'hand_over')

describe('what happens otherwise', () => {
  it('is told for each command of a deadline but Expire, whatever the task', () => {
    const untold = deadlines.filter(([command]) => command !== 'Expire' && !otherwiseOf({ command, task: 'any' }))
    expect(untold).toEqual([])
    expect(deadlines.map(([command]) => command)).toContain('Expire')
  })

  it.each(journeyTasks)('is told for the end of the wait %s, in both languages', (task) => {
    const words = otherwiseOf({ command: 'Expire', task })
    expect(words?.fr).toMatch(/\.$/)
    expect(words?.en).toMatch(/\.$/)
  })

  it('is nothing where nothing is due', () => {
    expect(otherwiseOf(null)).toBeNull()
    expect(otherwiseOf({ command: null, task: 'dotation' })).toBeNull()
  })
})
