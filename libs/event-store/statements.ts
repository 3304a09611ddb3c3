import { coverageStatements } from './coverage.statements'
import { factStatements } from './fact.statements'
import { personStatements } from './person.statements'
import { relayStatements } from './relay.statements'

/**
 * The hand-written SQL of the write path, prepared once per connection and then only executed.
 * Rows arrive as one JSON array per table, so that a command is one message whatever it writes.
 */
const insert = (table: string, columns: readonly string[], conflict = '') => `
  INSERT INTO ${table} (${columns.join(', ')})
  SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1) ${conflict}`

const upsert = (table: string, key: readonly string[], columns: readonly string[]) =>
  insert(
    table,
    [...key, ...columns],
    `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${columns.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}`,
  )

const words = (text: string) => text.trim().split(/\s+/)

/** Heads in id order, then devices, then the lines of the fund: the order in which everybody locks. */
const lock = `SELECT stream FROM head WHERE stream = ANY($1)
  ORDER BY (kind = 'fund_line'), (kind = 'device'), stream FOR UPDATE`

/** One row per asked stream, there or not. A statement of its own, to see what was committed while the lock waited. */
const read = `
  SELECT asked.stream AS asked, engine.epoch, command.body_hash, command.answer, to_jsonb(head) AS head,
         snapshot.version AS snapshot_version, snapshot.fold_version, snapshot.state,
         event.hash AS last_hash, event.recorded_at AS last_at, event.actor AS last_actor, event.type AS last_type
  FROM unnest($1) AS asked(stream)
  CROSS JOIN engine
  LEFT JOIN command ON command.actor = $2 AND command.command_id = $3
  LEFT JOIN head ON head.stream = asked.stream
  LEFT JOIN snapshot ON snapshot.stream = asked.stream
  LEFT JOIN event ON event.stream = head.stream AND event.version = head.version`

/** Columns of the inline tables, by their key and the rest. */
const inline: Readonly<Record<string, readonly [key: string, columns: string]>> = {
  journey: [
    'stream',
    `territory epci person place place_structure prescriber_structure prescriber_agent entry group_id origin mediator
     definition stage outcome laptop referred_at closed_at seat line_order line_since
     line_rank laptop_needed`,
  ],
  device: [
    'stream',
    `territory owner recyclerie lot serial inventory brand model status ready_on place grade charger battery
     screen_inches system accessibility features`,
  ],
  lot: [
    'stream',
    `territory owner recyclerie source laptops_ordered price_cents order_mark ordered_on laptops_received received_on
     stage outcome`,
  ],
  dotation: [
    'stream',
    `territory journey person structure place asked_on stage needs by_household receipt_version receipt_sha256
     receipt_document receipt_signed_on appointment_at`,
  ],
  structure: ['stream', 'territory external_id name siret roles admitted_on admission_criteria'],
  place: [
    'stream',
    `territory source external_id name pivot structure parent_name address address_extra postal_code commune_insee
     commune_name commune_code epci latitude longitude kinds phone emails websites opening_hours summary description
     itinerance services publics special_care fees programmes labels other_labels access_modes support_modes
     accessibility_url booking_url updated_on`,
  ],
  actor: ['stream', 'territory role structure place capacity left_on'],
  actor_place: ['actor place', 'territory permanences'],
  epci: ['territory siren', 'stream name crosses_border'],
  commune: ['territory insee', 'stream name epci department postal_codes'],
  person: ['stream', 'territory epci last_handed_over_on taken_over_on merged_into household erased'],
  duplicate: ['stream person', 'territory score why state'],
  journey_former: ['journey number', 'territory role place structure agent until'],
  definition: ['stream', 'territory id status title zone content adopted_by published_at retired_at'],
  call: [
    'stream',
    `territory id status title zone content adopted_by published_at retired_at strand opens_on closes_on envelope_cents`,
  ],
  binding: [
    'dotation device',
    `territory journey person ticket open handed_over handed_over_at agreement_owner agreement agreement_number`,
  ],
  grant_file: [
    'stream',
    `territory call structure stage outcome taken_over asked_cents granted_cents submitted_at notified_on
     closed_at`,
  ],
  grant_payment: [
    'grant_id part',
    'instalment line territory payer cents status ordered_by approved_by mandate settled_on',
  ],
  grant_mandate: ['grant_id mark', 'line mandate territory instalment status'],
  grant_review: ['grant_id reviewer', 'territory state'],
  committee_session: ['stream', 'territory call held_on quorum votes stage outcome closed_at'],
  session_member: ['session member', 'territory'],
  coverage: [
    'stream',
    `grant_id territory status places definitions starts_on ends_on envelope_cents warn_below_cents engaged_cents
     balance_cents proposed_cents`,
  ],
  coverage_cost: [
    'coverage journey',
    'grant_id territory person place epci definition state cents whole_cents device flagged accepted reserved_at',
  ],
  session_pack: ['session grant_id', 'territory rank agree disagree abstain quorate'],
  transfer_agreement: ['owner document', 'territory receiver laptops agreed_on until ended_on'],
  fund_line: [
    'stream',
    `territory call strand funder payer counts promised_cents received_cents authority_cents free_cents reserved_cents
     committed_cents ordered_cents paid_cents recovered_cents`,
  ],
  fund_line_grant: [
    'line grant_id',
    'territory reserved_cents committed_cents ordered_cents paid_cents recovered_cents',
  ],
}

/** Columns of the tables that only grow: what an event has put there stays, and a rebuild only compares it. */
const grown: Readonly<Record<string, string>> = {
  posting: 'line version number territory account grant_id cents recorded_on',
}

export const grownTables: readonly string[] = Object.keys(grown)

export const inlineTables: readonly string[] = Object.keys(inline)

/** The columns that a row of an inline table, or of one that only grows, may have. Throws a TypeError on an unknown table. */
export function columnsOf(table: string): readonly string[] {
  if (grown[table]) return words(grown[table])
  const known = inline[table]
  if (!known) throw new TypeError(`not a table of the write path: ${table}`)
  return [...words(known[0]), ...words(known[1])]
}

/**
 * Tables of which one stream owns several rows: those that it no longer has are removed, so that what is there always
 * equals what a rebuild would make.
 */
export const shared: Readonly<Record<string, { readonly kind: string; readonly owner: string; readonly key: string }>> =
  {
    epci: { kind: 'territory', owner: 'stream', key: 'siren' },
    commune: { kind: 'territory', owner: 'stream', key: 'insee' },
    duplicate: { kind: 'person', owner: 'stream', key: 'person' },
    binding: { kind: 'dotation', owner: 'dotation', key: 'device' },
    transfer_agreement: { kind: 'structure', owner: 'owner', key: 'document' },
    actor_place: { kind: 'actor', owner: 'actor', key: 'place' },
    grant_payment: { kind: 'grant', owner: 'grant_id', key: 'part' },
    grant_mandate: { kind: 'grant', owner: 'grant_id', key: 'mark' },
    grant_review: { kind: 'grant', owner: 'grant_id', key: 'reviewer' },
    session_member: { kind: 'session', owner: 'session', key: 'member' },
    session_pack: { kind: 'session', owner: 'session', key: 'grant_id' },
    coverage_cost: { kind: 'coverage', owner: 'coverage', key: 'journey' },
    journey_former: { kind: 'journey', owner: 'journey', key: 'number' },
    fund_line_grant: { kind: 'fund_line', owner: 'line', key: 'grant_id' },
  }

const headColumns = words(`kind version stage task owner_role owner_id deadline_at deadline_command child outcome
  territory epci structure definition priority referred_on changed_at closed_at`)

const documentColumns = words('id stream subject kind media_type bytes sha256 key_id nonce territory created_at')

/** Every statement by name, with the types of its parameters. */
export const statements: Readonly<Record<string, readonly [types: string, sql: string]>> = {
  ...factStatements,
  ...personStatements,
  ...coverageStatements,
  ...relayStatements,
  lock: ['text[]', lock],
  read: ['text[], text, text', read],
  read_events: [
    'text',
    'SELECT version, type, data, recorded_at, occurred_on FROM event WHERE stream = $1 ORDER BY version',
  ],
  put_event: [
    'jsonb',
    insert(
      'event',
      words(`stream version epoch type schema_version occurred_on recorded_at actor on_behalf_of origin cause definition
             territory data previous_hash hash`),
    ),
  ],
  put_head: ['jsonb', upsert('head', ['stream'], headColumns)],
  put_snapshot: ['jsonb', upsert('snapshot', ['stream'], words('version fold_version territory state'))],
  put_command: ['jsonb', insert('command', words('actor command_id body_hash answer at'))],
  put_outbox: [
    'jsonb',
    insert(
      'outbox',
      words('kind stream version payload created_at'),
      'RETURNING id, kind, stream, version, payload, created_at',
    ),
  ],
  put_mail: [
    'jsonb',
    insert('mail', words('id stream version kind recipient_role recipient_id data task status territory created_at')),
  ],
  put_entry: ['jsonb', insert('vault.entry', words('stream field version subject key_id nonce cipher territory'))],
  // One at a time, and its bytes apart in base64: five million of them are not worth reading as JSON.
  put_document: [
    'jsonb, text',
    `INSERT INTO vault.document (${documentColumns.join(', ')}, cipher)
     SELECT ${documentColumns.join(', ')}, decode($2, 'base64') FROM jsonb_populate_record(NULL::vault.document, $1)`,
  ],
  put_digest: ['jsonb', insert('vault.digest', words('subject kind digest territory day'), 'ON CONFLICT DO NOTHING')],
  keep_look_back: [
    'text, date',
    `UPDATE vault.digest SET kind = 'look_back', day = $2 WHERE subject = $1 AND kind = 'identity'`,
  ],
  erase_digests: ['text', `DELETE FROM vault.digest WHERE subject = $1 AND kind <> 'look_back'`],
  erase_agent_email: ['text', `DELETE FROM vault.digest WHERE subject = $1 AND kind = 'agent_email'`],
  erase_documents: ['text', 'DELETE FROM vault.document WHERE subject = $1'],
  erase_entries: ['text', 'DELETE FROM vault.entry WHERE subject = $1'],
  ...Object.fromEntries(
    Object.entries(inline).map(([table, [key, columns]]) => [
      `put_${table}`,
      ['jsonb', upsert(table, words(key), words(columns))] as const,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(grown).map(([table, columns]) => [
      `put_${table}`,
      ['jsonb', insert(table, words(columns))] as const,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(shared).map(([table, { owner, key }]) => [
      `keep_${table}`,
      ['text, text[]', `DELETE FROM ${table} WHERE ${owner} = $1 AND ${key} <> ALL($2)`] as const,
    ]),
  ),
}

/** What a new connection is told before anything else. */
export const prepareAll = Object.entries(statements)
  .map(([name, [types, sql]]) => `PREPARE parcours_${name} (${types}) AS ${sql}`)
  .join(';\n')
