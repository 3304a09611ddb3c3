import type { SuiteResult } from './suite.run'

/** The table of times and the closing line `N passed, N failed`. */
export function reportOf(results: readonly SuiteResult[], withRedis: boolean): { text: string; failed: number } {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0)
  const budget = results.reduce((sum, { suite }) => sum + suite.budgetSeconds, 0)
  const lines = results.map((result) =>
    row(
      result.suite.name,
      result.seconds,
      result.suite.budgetSeconds,
      `${result.passed} passed, ${result.failed} failed`,
    ),
  )
  const warning = withRedis
    ? []
    : [
        '',
        '*** Sans Redis : les suites de la file d’attente ont tourné sur PostgreSQL. / No Redis: queue suites ran on PostgreSQL.',
      ]
  const text = ['', ...lines, row('total', seconds, budget, ''), ...warning, '', `${passed} passed, ${failed} failed`]
  return { text: text.join('\n'), failed }
}

function row(name: string, seconds: number, budgetSeconds: number, counts: string): string {
  return `${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s of ${String(budgetSeconds).padStart(4)} s  ${counts}`.trimEnd()
}
