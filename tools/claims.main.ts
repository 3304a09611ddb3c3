import { runClaims, sumOf } from '../test/claims/claims.run'
import type { Round } from '../test/claims/claims.round'
import { startPostgres } from './services/all.services'
import { clearStaleSets, makeTestFolder, removeTestFolder } from './suites/stale.sets'
import { withoutSettings } from './suites/test.environment'
import { exitWith, runSession, type Session } from './supervisor/session'

const asked = ['rounds', 'claims', 'laptops'] as const
type Asked = Record<(typeof asked)[number], number>

/** `npm run claims -- 10 100 10`: rounds, claims, laptops; each of its own default where it is not given. */
function readArguments(given: readonly string[]): Asked {
  const numbers = { rounds: 100, claims: 500, laptops: 50 }
  for (const [index, text] of given.entries()) {
    const name = asked[index]
    const number = Number(text)
    if (!name || !Number.isInteger(number) || number < 1) throw new Error(`Usage: npm run claims -- ${asked.join(' ')}`)
    numbers[name] = number
  }
  return numbers
}

/** Plays the rounds on a PostgreSQL of its own, and fails where something did not hold in one of them. */
async function claims({ context, supervisor, sayLast }: Session): Promise<number> {
  const plan = { ...readArguments(process.argv.slice(2)), processes: 4, connections: 12 }
  // Where the databases of tests are made is read from the environment, by this process and by those that it starts.
  Object.assign(process.env, await startPostgres(context, supervisor))
  const { log } = context
  log(`${plan.rounds} tours : ${plan.claims} demandes à la fois sur ${plan.laptops} ordinateurs prêts.`)
  const ten: Round[] = []
  let since = performance.now()
  const rounds = await runClaims(plan, (round, number) => {
    ten.push(round)
    for (const violation of round.violations) log(`*** tour ${number} : ${violation}`)
    if (number % 10 !== 0 && number !== plan.rounds) return
    log(`tours ${number - ten.length + 1} à ${number} : ${lineOf(ten)} ; ${seconds(performance.now() - since)} s`)
    since = performance.now()
    ten.length = 0
  })
  const wrong = rounds.filter(({ violations }) => violations.length > 0).length
  sayLast(`${rounds.length} tours, ${wrong} en faute : ${lineOf(rounds)}`)
  return wrong === 0 ? 0 : 1
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)

function lineOf(rounds: readonly Round[]): string {
  const { granted, grantedAtFirst, refused, unanswered, grantedUnheard, failed } = sumOf(rounds)
  const each = [...new Set(rounds.map((round) => round.granted))].join(', ')
  return [
    `${each} accordées à chaque tour (${granted} en tout, ${grantedAtFirst} du premier coup)`,
    `${refused} refusées`,
    `${unanswered} sans réponse d’un processus tué, dont ${grantedUnheard} accordées sans qu’on le sache`,
    `${failed} à redemander`,
  ].join(' ; ')
}

/** Runs on services of its own in a temporary folder, and removes it all. */
async function main(): Promise<number> {
  await clearStaleSets(console.log)
  const folder = makeTestFolder()
  try {
    return await runSession('npm run claims', { ...withoutSettings(process.env), PARCOURS_DATA: folder }, claims)
  } finally {
    removeTestFolder(folder)
  }
}

exitWith(main())
