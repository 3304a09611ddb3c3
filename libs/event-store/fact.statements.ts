const isFree = `status IN ('ready', 'sent', 'delivered')`
const isPrepared = `status IN ('received', 'released', 'wiped', 'tested', 'graded')`

/** Of a `journey`, its `dotation` and its person's `me`: what the constraints on `binding` would refuse to bind. */
const held = (whose: string) => `EXISTS (SELECT FROM binding WHERE ${whose} AND (open AND NOT handed_over
  OR binding.journey <> journey.stream AND handed_over_at > journey.referred_at))`

/** The dotations that wait on a stock; whoever has a laptop kept for them, or got one since, waits aside. */
const waitingOn = (stock: string) => `head JOIN dotation ON dotation.stream = head.stream
  JOIN journey ON journey.stream = dotation.journey JOIN person me ON me.stream = journey.person
  WHERE head.structure = ${stock} AND head.kind = 'dotation' AND head.stage = 'stock'
    AND NOT ${held('binding.holder = me.canonical')}
    AND NOT (by_household AND ${held('binding.household = household_of(me.canonical)')})`

/** Who prepares for a stock: the recyclerie with most laptops in preparation for it, else the one that prepared most. */
const stockOf = (structure: string) =>
  `SELECT coalesce((SELECT jsonb_agg(to_jsonb(same)) FROM (
              SELECT features, count(*) AS number FROM device WHERE owner = ${structure} AND ${isFree} GROUP BY features) same),
              '[]') AS free,
            coalesce((SELECT jsonb_agg(to_jsonb(same)) FROM (
              SELECT needs, count(*) AS number FROM ${waitingOn(structure)} GROUP BY needs) same), '[]') AS waiting,
            (SELECT recyclerie FROM device WHERE owner = ${structure} GROUP BY recyclerie
             ORDER BY count(*) FILTER (WHERE ${isPrepared}) DESC, count(*) DESC, recyclerie LIMIT 1) AS recyclerie`

/** Of an actor: whether they work at a place, or for the structure that runs it. */
const worksAt = (place: string, structure: string) =>
  `(structure = ${structure} OR EXISTS (SELECT FROM actor_place at WHERE at.actor = actor.stream AND at.place = ${place}))`

/** What commands ask of the world, prepared like the rest and sent with the locks, so that asking costs no round trip. */
export const factStatements: Readonly<Record<string, readonly [types: string, sql: string]>> = {
  fact_place: [
    'text',
    `SELECT place.stream, structure, place.territory, place.epci, COALESCE('lieu' = ANY(roles), false) AS "isLieu"
     FROM place LEFT JOIN structure ON structure.stream = place.structure WHERE place.stream = $1`,
  ],
  fact_agent: [
    'text',
    `SELECT stream, role, structure, place, territory, capacity, left_on AS "leftOn",
            ARRAY(SELECT at.place FROM actor_place at WHERE at.actor = stream ORDER BY at.place) AS places
     FROM actor WHERE stream = $1`,
  ],
  // Where somebody works: what a lieu may do, its mediators may, at each of their places.
  fact_own_places: ['text', 'SELECT place FROM actor_place WHERE actor = $1 ORDER BY place'],
  // Counted while the mediator's own head is locked: whoever takes a place of theirs takes it after.
  fact_followed: ['text, text', 'SELECT count(*)::int AS followed FROM journey WHERE seat = $1 AND stream <> $2'],
  // Those who may take people in at a place, of its structure or working there for another.
  choose_mediators: [
    'text, text',
    `SELECT stream FROM actor WHERE role = 'mediator' AND left_on IS NULL AND ${worksAt('$1', '$2')} ORDER BY stream`,
  ],
  // Whoever enters the line of a lieu and whoever is told a rank there take turns.
  lock_line: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('line ' || $1, 0))`],
  fact_line: [
    'text, text',
    `SELECT EXISTS (SELECT FROM actor WHERE role = 'mediator' AND left_on IS NULL AND ${worksAt('$1', '$2')}
              AND (capacity IS NULL OR capacity > (SELECT count(*) FROM journey WHERE seat = actor.stream))) AS "hasPlace",
            ARRAY(SELECT jsonb_build_object('order', line_order, 'told', line_rank IS NOT NULL)
                  FROM journey WHERE place = $1 AND line_order IS NOT NULL ORDER BY line_order) AS waiting`,
  ],
  // What a mediator has and takes, but for the journeys that the command at hand is about to write.
  fact_seats: [
    'text, text[]',
    `SELECT structure, capacity, left_on AS "leftOn",
            ARRAY(SELECT at.place FROM actor_place at WHERE at.actor = stream ORDER BY at.place) AS places,
            (SELECT count(*)::int FROM journey WHERE seat = $1 AND journey.stream <> ALL($2)) AS taken
     FROM actor WHERE stream = $1 AND role = 'mediator'`,
  ],
  // The first in the lines of the lieux where a mediator works; before them whoever was kept a place of one who has left. Whoever acts on one of them is waited for: nobody is passed over.
  choose_line: [
    'text, text[], int',
    `SELECT head.stream FROM journey JOIN head ON head.stream = journey.stream
     LEFT JOIN actor kept ON kept.stream = journey.seat
     WHERE (journey.place_structure = $1 OR journey.place = ANY($2)) AND (line_order IS NOT NULL AND head.task = 'await_place'
       OR head.task = 'confirm_place' AND kept.left_on IS NOT NULL)
     ORDER BY line_order NULLS FIRST, head.changed_at, head.stream LIMIT $3 FOR UPDATE OF head`,
  ],
  fact_applicant: ['text', 'SELECT territory, siret, roles FROM structure WHERE stream = $1'],
  // Who is named in an agreement: the structure that applies, and of each line whose money it is and who pays.
  read_body: ['text', 'SELECT name, siret FROM structure WHERE stream = $1'],
  read_line_bodies: [
    'text[]',
    `SELECT line.stream AS line, jsonb_build_object('name', funder.name, 'siret', funder.siret) AS funder,
            jsonb_build_object('name', payer.name, 'siret', payer.siret) AS payer
     FROM fund_line line JOIN structure funder ON funder.stream = line.funder
     JOIN structure payer ON payer.stream = line.payer WHERE line.stream = ANY($1)`,
  ],
  // Awards of one call take turns: its envelope is counted over all its lines.
  lock_envelope: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('envelope ' || $1, 0))`],
  fact_engaged: [
    'text',
    `SELECT coalesce(sum(reserved_cents + committed_cents + ordered_cents + paid_cents - recovered_cents), 0) AS cents
     FROM fund_line WHERE call = $1`,
  ],
  fact_fund_lines: ['text[]', 'SELECT stream, call, payer FROM fund_line WHERE stream = ANY($1)'],
  // Mandates that grants but the one at hand have used on their lines, by line and number.
  fact_mandates: [
    'text[], text',
    `SELECT DISTINCT line || ' ' || mandate AS mark FROM grant_mandate
     WHERE line || ' ' || mandate = ANY($1) AND grant_id <> $2`,
  ],
  fact_members: [
    'text[]',
    'SELECT stream, role, structure, territory, left_on AS "leftOn" FROM actor WHERE stream = ANY($1)',
  ],
  fact_applicants: ['text[]', 'SELECT stream, structure FROM grant_file WHERE stream = ANY($1)'],
  // What was declared in any session of a grant, held or called off.
  fact_conflicts: [
    'text[]',
    `SELECT DISTINCT data->>'member' AS member, grant_id AS "grant" FROM session_pack
     JOIN event ON event.stream = session AND type = 'ConflictDeclared' AND data->>'grant' = grant_id
     WHERE grant_id = ANY($1)`,
  ],
  fact_places: ['text[], text', 'SELECT stream FROM place WHERE stream = ANY($1) AND territory = $2'],
  fact_structures: [
    'text[]',
    'SELECT stream, roles, territory, admitted_on IS NOT NULL AS admitted FROM structure WHERE stream = ANY($1)',
  ],
  fact_document: ['text', 'SELECT id FROM vault.document WHERE id = $1::uuid'],
  fact_signature: [
    'text, text',
    `SELECT created_at AS "keptAt" FROM vault.document
     WHERE id = $1::uuid AND stream = $2 AND kind = 'signed_receipt'`,
  ],
  fact_ticket: ['text, text', 'SELECT ticket FROM binding WHERE device = $1 AND ticket = $2'],
  fact_commune: ['text, text', 'SELECT epci, territory FROM commune WHERE territory = $1 AND insee = $2'],
  // Whoever refers somebody and whoever retires the version take turns: no journey begins on a version once it is retired.
  share_version: ['text', `SELECT pg_advisory_xact_lock_shared(hashtextextended('definition ' || $1, 0))`],
  lock_version: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('definition ' || $1, 0))`],
  fact_version: ['text', 'SELECT status FROM definition WHERE id = $1'],
  // Versions of one territory are published one after the other: all count their days in one zone.
  lock_publication: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('publication ' || $1, 0))`],
  fact_zone: [
    'text',
    `SELECT zone FROM (SELECT zone, territory, status FROM definition UNION ALL SELECT zone, territory, status FROM call) version
     WHERE territory = $1 AND status <> 'draft' LIMIT 1`,
  ],
  read_version: ['text', `SELECT content FROM definition WHERE id = $1 AND status <> 'draft'`],
  // The same turns of whoever applies to a call and whoever retires it.
  share_call: ['text', `SELECT pg_advisory_xact_lock_shared(hashtextextended('call ' || $1, 0))`],
  lock_call: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('call ' || $1, 0))`],
  fact_call: ['text', `SELECT status, content FROM call WHERE id = $1 AND status <> 'draft'`],
  journeys_of_person: ['text', 'SELECT stream FROM journey WHERE person = $1 ORDER BY stream'],
  // Whoever counts a stock and whoever adds to it take turns: else a laptop confirmed while a dotation opens stays idle.
  lock_stock: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('stock ' || $1, 0))`],
  // Who prepares for a stock: the recyclerie with most laptops in preparation for it, else the one that prepared most.
  fact_stock: ['text', stockOf('$1')],
  // The same of the structure that runs a place.
  lock_stock_of_place: [
    'text',
    `SELECT pg_advisory_xact_lock(hashtextextended('stock ' || structure, 0)) FROM place WHERE stream = $1`,
  ],
  fact_stock_of_place: ['text', stockOf('(SELECT structure FROM place WHERE stream = $1)')],
  // Of those that have what is needed, one that nobody who waits needs more, at its owner’s place if there is one, else the
  // longest ready, that nobody else is taking, nor the command at hand ($3) already. Only heads are ever locked, in one order.
  choose_device: [
    'text, text[], text[]',
    `SELECT device.stream FROM device JOIN head USING (stream)
     WHERE device.owner = $1 AND device.${isFree} AND device.features @> $2 AND device.stream <> ALL($3)
     ORDER BY EXISTS (SELECT FROM ${waitingOn('$1')} AND needs <@ device.features AND NOT needs <@ $2),
       (device.status = 'delivered') DESC, device.ready_on, device.stream LIMIT 1 FOR UPDATE OF head SKIP LOCKED`,
  ],
  // Whoever lends, ends what was agreed or takes a laptop by it takes turns.
  lock_agreements: ['text', `SELECT pg_advisory_xact_lock(hashtextextended('agreements ' || $1, 0))`],
  // What an owner has agreed with another one, the first to end first, and which of its laptops are taken.
  fact_agreements: [
    'text, text',
    `SELECT document, laptops, until, ended_on AS "endedOn",
            ARRAY(SELECT agreement_number FROM binding WHERE (open OR handed_over) AND agreement_owner = owner AND agreement = document
                  ORDER BY agreement_number) AS taken
     FROM transfer_agreement WHERE owner = $1 AND receiver = $2 ORDER BY until, document`,
  ],
  // The first in fair order of those who wait on a stock and need nothing that a laptop lacks, but for those passed over
  // ($3). Nobody is passed over because somebody acts on them just now: then the command begins anew.
  choose_waiting: [
    'text, text[], text[]',
    `SELECT head.stream, dotation.person FROM ${waitingOn('$1')} AND needs <@ $2 AND head.stream <> ALL($3)
     ORDER BY head.priority, head.referred_on, head.stream LIMIT 1 FOR UPDATE OF head NOWAIT`,
  ],
}
