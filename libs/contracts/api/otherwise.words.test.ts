import { commandTable } from '../../domain/command.table'
import { closingTasks, tasks, tasksOf } from '../../domain/definition/wait.schema'
import { landes } from '../../testing/journey.fixtures'
import { outcomeCodes } from '../codes'
import { otherwiseOf } from './otherwise.words'
import { outcomeNames } from './outcome.names'

const deadlines = Object.entries(commandTable).filter(([, { deadline }]) => deadline)
const journeyTasks = tasks.filter((task) => !(tasksOf.dotation as readonly string[]).includes(task))
const ends = () => landes.ends
const unasked = () => {
  throw new Error('the definition was asked for')
}

describe('what happens otherwise', () => {
  it('is told for each command of a deadline but Expire, whatever the task', () => {
    const untold = deadlines.filter(
      ([command]) => command !== 'Expire' && !otherwiseOf({ command, task: 'any' }, unasked),
    )
    expect(untold).toEqual([])
    expect(deadlines.map(([command]) => command)).toContain('Expire')
  })

  it.each(journeyTasks)('is told for the end of the wait %s, in both languages', (task) => {
    const words = otherwiseOf({ command: 'Expire', task }, ends)
    expect(words?.fr).toMatch(/\.$/)
    expect(words?.en).toMatch(/\.$/)
  })

  it.each(closingTasks.flatMap((task) => outcomeCodes.map((outcome) => [task, outcome] as const)))(
    'the end of %s is what the definition says: %s',
    (task, outcome) => {
      const given = { ...landes.ends, [task]: { ...landes.ends[task], outcome } }
      const words = otherwiseOf({ command: 'Expire', task }, () => given)
      expect(words?.fr).toContain(` : ${outcomeNames[outcome].fr}.`)
      expect(words?.en).toContain(`: ${outcomeNames[outcome].en}.`)
      const others = outcomeCodes.filter((code) => code !== outcome).map((code) => `: ${outcomeNames[code].fr}.`)
      expect(others.filter((other) => words?.fr.includes(other))).toEqual([])
    },
  )

  it('of the referral to a lieu is that it goes back, whatever ends say', () => {
    expect(otherwiseOf({ command: 'Expire', task: 'answer_referral' }, unasked)?.fr).toContain('choisira un autre lieu')
  })

  it('of a line is that the prescriber is told, whatever ends say', () => {
    expect(otherwiseOf({ command: 'Expire', task: 'await_place' }, unasked)?.fr).toContain(
      'le prescripteur en est averti',
    )
    expect(otherwiseOf({ command: 'Expire', task: 'confirm_place' }, unasked)?.fr).toContain('à la personne suivante')
  })

  it('of a follow-up that others may follow is that the journey goes on', () => {
    expect(otherwiseOf({ command: 'Expire', task: 'ask_follow_up' }, () => ({}))?.fr).toContain('passe à la suite')
  })

  it('of a grant is what its day brings, or that the fund manager is told', () => {
    const fr = (task: string) => otherwiseOf({ command: 'ExpireGrant', task }, unasked)?.fr
    expect(fr('submit_application')).toContain('le brouillon se ferme')
    expect(fr('complete_application')).toContain('examinée telle quelle')
    expect(fr('meet_condition')).toContain('caduque')
    // Once the document is there, it is its manager who is awaited.
    const toCheck = {
      command: 'ExpireGrant',
      task: 'meet_condition',
      owner: { role: 'fund_manager', id: '40' },
    } as const
    expect(otherwiseOf(toCheck, unasked)?.fr).toContain('l’attente recommence')
    expect(fr('examine_again')).toContain('revient à la décision')
    expect(fr('hand_in_report')).toContain('Sans bilan')
    expect(fr('notify')).toContain('l’attente recommence')
  })

  it('of a lot is the end of its order or of itself, and the coordinator’s turn in between', () => {
    const fr = (task: string) => otherwiseOf({ command: 'ExpireLot', task }, unasked)?.fr
    expect(fr('receive_lot')).toContain('abandonnée')
    expect(fr('settle_lot')).toContain('le lot se termine')
    for (const task of ['prepare_lot', 'confirm_lot', 'deliver_lot']) expect(fr(task)).toContain('prend la suite')
    expect(otherwiseOf({ command: 'RemindLot', task: 'prepare_lot' }, unasked)?.fr).toContain('rappel')
  })

  it('is nothing where nothing is due', () => {
    expect(otherwiseOf(null, unasked)).toBeNull()
    expect(otherwiseOf({ command: null, task: 'dotation' }, unasked)).toBeNull()
  })
})
