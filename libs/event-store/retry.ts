import { setTimeout as sleep } from 'node:timers/promises'

/** Another transaction was in the way, or took the same stream, command or number a moment earlier: worth another look. */
const conflicts = new Set(['40001', '40P01', '55P03'])
const raced = new Set(['event_pkey', 'head_pkey', 'command_pkey', 'binding_one_per_agreed_laptop'])

/** The constraint that a failed write has broken, or null where that is not why it failed. */
export function brokenConstraint(error: unknown): string | null {
  const { code, constraint } = fieldsOf(error)
  return code === '23505' && constraint ? constraint : null
}

function fieldsOf(error: unknown): { code?: string; constraint?: string } {
  return error instanceof Error ? (error as { code?: string; constraint?: string }) : {}
}

function isConflict(error: unknown): boolean {
  return conflicts.has(fieldsOf(error).code ?? '') || raced.has(brokenConstraint(error) ?? '')
}

/** Asks for another try when the world moved between two looks of one transaction. */
export class MovedError extends Error {}

/** Runs `work` again after a conflict, at most five times in all, each after a short wait that differs between rivals. */
export async function withRetries<T>(work: () => Promise<T>, tries = 5): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= tries || !(isConflict(error) || error instanceof MovedError)) throw error
      await sleep(Math.random() * 10 * 2 ** attempt)
    }
  }
}
