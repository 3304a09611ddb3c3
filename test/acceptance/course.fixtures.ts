import { rowsOf } from '../../libs/testing/engine.world'
import type { TimedWorld } from '../../libs/testing/temporal.world'

/** The mails that a journey has caused, in order: what, to whom. */
export async function mailsOf(world: TimedWorld, stream: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ kind: string; recipient_role: string }>(
    world,
    'SELECT kind, recipient_role FROM mail WHERE stream = $1 ORDER BY created_at, version, kind, recipient_role',
    [stream],
  )
  return rows.map(({ kind, recipient_role }) => `${kind} → ${recipient_role}`)
}
