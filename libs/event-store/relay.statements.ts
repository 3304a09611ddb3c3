/**
 * What relay and watchdog ask, prepared like the rest. Instants come from the Clock, never from the database.
 */
export const relayStatements: Readonly<Record<string, readonly [types: string, sql: string]>> = {
  // now, leased until, born before, most rows. A row is born leased to the process that commits it.
  // A wake that a newer one has overtaken goes: sent after the end of its run, it would start one that waits for nothing.
  claim_outbox: [
    'timestamptz, timestamptz, timestamptz, int',
    `WITH free AS (
       SELECT id, kind, stream, version FROM outbox
       WHERE leased_until <= $1 OR (leased_until IS NULL AND created_at <= $3)
       ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED),
     overtaken AS (
       DELETE FROM outbox USING free JOIN head ON head.stream = free.stream
       WHERE outbox.id = free.id AND free.kind = 'wake' AND head.woken_version >= free.version
       RETURNING outbox.id)
     UPDATE outbox SET leased_until = $2 WHERE id IN (SELECT id FROM free EXCEPT SELECT id FROM overtaken)
     RETURNING id, kind, stream, version, payload, attempts`,
  ],
  // A head that a step holds is left out: waiting for it with others locked would have every step wait for the slowest.
  mark_woken: [
    'jsonb',
    `WITH woken AS (
       SELECT head.stream, told.version
       FROM head JOIN jsonb_to_recordset($1) AS told(stream text, version int) ON told.stream = head.stream
       WHERE head.woken_version < told.version
       ORDER BY head.stream FOR UPDATE OF head SKIP LOCKED)
     UPDATE head SET woken_version = woken.version FROM woken WHERE head.stream = woken.stream`,
  ],
  mark_queued: ['text[]', `UPDATE mail SET status = 'queued' WHERE id = ANY($1::uuid[]) AND status = 'pending'`],
  delete_outbox: [
    'jsonb',
    // Named apart: an `id` in here would be the outbox's own, and every row would go.
    // A wake whose head could not be marked stays, and is sent again: a run takes no harm of that.
    `DELETE FROM outbox WHERE id IN (SELECT arrived.value::bigint FROM jsonb_array_elements_text($1) AS arrived)
       AND (kind = 'mail' OR NOT EXISTS (
         SELECT FROM head WHERE head.stream = outbox.stream AND head.woken_version < outbox.version))`,
  ],
  retry_outbox: [
    'jsonb',
    `UPDATE outbox SET leased_until = failed.at, attempts = attempts + 1
     FROM jsonb_to_recordset($1) AS failed(id bigint, at timestamptz) WHERE outbox.id = failed.id`,
  ],
  // Streams whose workflow may have missed something, those that wait in the outbox left out. now, most rows.
  read_late: [
    'timestamptz, int',
    `SELECT head.*, engine.epoch FROM head CROSS JOIN engine
     WHERE head.stage IS NOT NULL AND (head.deadline_at < $1 OR head.woken_version < head.version)
       AND NOT EXISTS (SELECT FROM outbox WHERE outbox.kind = 'wake' AND outbox.stream = head.stream)
     ORDER BY head.deadline_at NULLS LAST, head.changed_at LIMIT $2`,
  ],
  // How many deadlines have passed, and the earliest. now.
  read_lateness: [
    'timestamptz',
    'SELECT count(*)::int AS late, min(deadline_at) AS oldest FROM head WHERE deadline_at < $1',
  ],
  // A page of the streams that wait for something, after a stream.
  read_open: [
    'text, int',
    `SELECT head.*, engine.epoch FROM head CROSS JOIN engine
     WHERE head.stage IS NOT NULL AND head.closed_at IS NULL AND head.stream > $1 ORDER BY head.stream LIMIT $2`,
  ],
  read_heads: ['text[]', 'SELECT head.*, engine.epoch FROM head CROSS JOIN engine WHERE head.stream = ANY($1)'],
  raise_epoch: ['bigint', 'UPDATE engine SET epoch = greatest(epoch + 1, $1) RETURNING epoch'],
}
