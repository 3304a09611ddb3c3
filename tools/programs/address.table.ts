import type { RunningSet } from './program.start'

/** The addresses worth opening, one a line, aligned. */
export function addressTable({ apiUrl, temporalPage, mailsPage }: RunningSet): string {
  const rows: readonly (readonly [string, string | null])[] = [
    ['API et sa documentation', `${apiUrl}/docs`],
    ['Page de Temporal', temporalPage],
    ['Courriels retenus', mailsPage],
  ]
  const shown = rows.flatMap(([name, address]) => (address === null ? [] : [[name, address] as const]))
  const width = Math.max(...shown.map(([name]) => name.length))
  return shown.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`).join('\n')
}
