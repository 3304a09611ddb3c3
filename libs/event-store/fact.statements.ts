/** What commands ask of the world, prepared like the rest and sent with the locks, so that asking costs no round trip. */
export const factStatements: Readonly<Record<string, readonly [types: string, sql: string]>> = {
  fact_place: ['text', 'SELECT stream, structure, territory, epci FROM place WHERE stream = $1'],
  fact_agent: ['text', 'SELECT stream, role, structure, place, territory FROM actor WHERE stream = $1'],
  fact_structures: ['text[]', 'SELECT stream, roles, territory FROM structure WHERE stream = ANY($1)'],
  fact_commune: ['text, text', 'SELECT epci, territory FROM commune WHERE territory = $1 AND insee = $2'],
  fact_person: ['text', 'SELECT last_handed_over_on FROM person WHERE stream = $1'],
  // Who prepares for a stock: the recyclerie with most laptops in preparation for it, else the one that prepared most.
  fact_stock: [
    'text',
    `SELECT (SELECT count(*) FROM device WHERE owner = $1 AND status = 'ready') AS ready,
            (SELECT count(*) FROM head WHERE structure = $1 AND kind = 'dotation' AND stage = 'stock') AS waiting,
            (SELECT recyclerie FROM device WHERE owner = $1 GROUP BY recyclerie
             ORDER BY count(*) FILTER (WHERE status = 'preparing') DESC, count(*) DESC, recyclerie LIMIT 1) AS recyclerie`,
  ],
  // The longest ready laptop of a stock that nobody else is taking. Only heads are ever locked, in one order.
  choose_device: [
    'text',
    `SELECT device.stream FROM device JOIN head USING (stream) WHERE device.owner = $1 AND device.status = 'ready'
     ORDER BY device.ready_on, device.stream LIMIT 1 FOR UPDATE OF head SKIP LOCKED`,
  ],
  // The dotation that has waited longest on a stock, in fair order.
  choose_waiting: [
    'text',
    `SELECT stream FROM head WHERE structure = $1 AND kind = 'dotation' AND stage = 'stock'
     ORDER BY priority, referred_on, stream LIMIT 1 FOR UPDATE SKIP LOCKED`,
  ],
}
