import { runCommitments, sumOf } from '../test/commitments/commitments.run'
import type { Round } from '../test/commitments/commitments.round'
import { startPostgres } from './services/all.services'
import { clearStaleSets, makeTestFolder, removeTestFolder } from './suites/stale.sets'
import { withoutSettings } from './suites/test.environment'
import { exitWith, runSession, type Session } from './supervisor/session'

const asked = ['rounds', 'grants', 'room'] as const
type Asked = Record<(typeof asked)[number], number>

/** `npm run commitments -- 10 40 20`: rounds, grants, and for how many there is money; each of its own default. */
function readArguments(given: readonly string[]): Asked {
  const numbers = { rounds: 100, grants: 200, room: 100 }
  for (const [index, text] of given.entries()) {
    const name = asked[index]
    const number = Number(text)
    if (!name || !Number.isInteger(number) || number < 1)
      throw new Error(`Usage: npm run commitments -- ${asked.join(' ')}`)
    numbers[name] = number
  }
  if (numbers.room > numbers.grants) throw new Error('room: at most as many as there are grants')
  return numbers
}

/** Plays the rounds on a PostgreSQL of its own, and fails where something did not hold in one of them. */
async function commitments({ context, supervisor, sayLast }: Session): Promise<number> {
  const plan = { ...readArguments(process.argv.slice(2)), processes: 4, connections: 8 }
  // Where the databases of tests are made is read from the environment, by this process and by those that it starts.
  Object.assign(process.env, await startPostgres(context, supervisor))
  const { log } = context
  log(`${plan.rounds} tours : ${plan.grants} subventions à la fois, de l’argent pour ${plan.room}.`)
  const ten: Round[] = []
  let since = performance.now()
  const rounds = await runCommitments(plan, (round, number) => {
    ten.push(round)
    for (const violation of round.violations) log(`*** tour ${number} : ${violation}`)
    if (number % 10 !== 0 && number !== plan.rounds) return
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    log(`tours ${number - ten.length + 1} à ${number} : ${lineOf(ten)} ; ${seconds} s`)
    since = performance.now()
    ten.length = 0
  })
  const wrong = rounds.filter(({ violations }) => violations.length > 0).length
  sayLast(`${rounds.length} tours, ${wrong} en faute : ${lineOf(rounds)}`)
  return wrong === 0 ? 0 : 1
}

function lineOf(rounds: readonly Round[]): string {
  const { paid, refused, unanswered, failed, cut, looks } = sumOf(rounds)
  const each = [...new Set(rounds.map((round) => round.paid))].join(', ')
  return [
    `${each} payées à chaque tour (${paid} en tout)`,
    `${refused} refusées faute d’argent`,
    `${unanswered} laissées sans réponse par un processus tué ou une connexion coupée`,
    `${cut} connexions coupées, ${failed} commandes à redonner`,
    `grand livre regardé ${looks} fois`,
  ].join(' ; ')
}

/** Runs on services of its own in a temporary folder, and removes it all. */
async function main(): Promise<number> {
  await clearStaleSets(console.log)
  const folder = makeTestFolder()
  try {
    return await runSession(
      'npm run commitments',
      { ...withoutSettings(process.env), PARCOURS_DATA: folder },
      commitments,
    )
  } finally {
    removeTestFolder(folder)
  }
}

exitWith(main())
