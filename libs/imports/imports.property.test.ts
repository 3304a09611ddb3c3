import fc from 'fast-check'
import { readActors } from './actor.rows'
import { readDevices } from './device.rows'
import { readDirectory } from './directory.rows'
import {
  bytesOf,
  landesMapping,
  nationalContext,
  places,
  problemsOf,
  referralContext,
  smallTerritory,
  structures,
} from './imports.fixture'
import { importRules } from './import.rules'
import { readLaPoste } from './laposte.rows'
import { readNational } from './national/national.rows'
import { readReferrals, referralFormat } from './referral.rows'
import { readStructures } from './structure.rows'
import type { Imported } from './table.rows'

const coordinator = { ...referralContext, sentBy: { role: 'coordinator' } } as const
const readers: Record<string, (bytes: Uint8Array) => Imported<unknown>> = {
  referrals: (bytes) => readReferrals(bytes, referralContext),
  'referrals of a coordinator': (bytes) => readReferrals(bytes, coordinator),
  directory: (bytes) => readDirectory(bytes, { mapping: landesMapping, territory: smallTerritory }),
  'the national schema': (bytes) => readNational(bytes, nationalContext),
  'La Poste': (bytes) => readLaPoste(bytes, { territory: smallTerritory }),
  structures: readStructures,
  actors: (bytes) => readActors(bytes, { structures, places }),
  devices: (bytes) => readDevices(bytes, { structures }),
}

const { required, optional, oneOf } = referralFormat('coordinator')
const columns = [...required, ...optional, ...(oneOf ?? []).flat()]

/** Bytes that come nearer to a file than pure noise: headings, separators, quotes, line ends, any other byte. */
const nearlyCsv = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          ...columns,
          'ID',
          'name',
          'pivot',
          'date_maj',
          'identifiant',
          'serie',
          ';',
          ',',
          '\t',
          '"',
          '\n',
          '\r\n',
          '\0',
        )
        .map(bytesOf),
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }).map(bytesOf),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])))

/** Content that no message of ours contains by chance, among what makes parsers stumble. */
const marked = fc
  .tuple(fc.constantFrom('', '4', '=', 'é', '-', '€', '31/12/'), fc.stringMatching(/^[a-z0-9]{6}$/))
  .map(([before, noise]) => `${before}zqx${noise}`)

describe.each(Object.entries(readers))('the reader of %s', (_, reader) => {
  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), nearlyCsv), (bytes) => {
        const imported = reader(bytes)
        // Nothing is ever read in silence: either rows or reasons.
        return imported.ok ? imported.rows.length + imported.refused.length > 0 : imported.problems.length > 0
      }),
      { numRuns: 300 },
    )
  })
})

describe('problems', () => {
  it('never repeat the content of a cell', () => {
    const line = fc.array(marked, { minLength: columns.length, maxLength: columns.length + 1 })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = [columns, ...lines].map((cells) => cells.join(';')).join('\n')
        const problems = problemsOf(readReferrals(bytesOf(text), coordinator))
        expect(problems.length).toBeGreaterThan(0)
        expect(JSON.stringify(problems)).not.toContain('zqx')
      }),
    )
  })

  it('never repeat a first line that is no header, nor an entry of a JSON list', () => {
    fc.assert(
      fc.property(fc.array(marked, { minLength: 2, maxLength: 20 }), (cells) => {
        const withoutHeader = bytesOf(`${cells.join(';')}\n${cells.join(';')}`)
        const entries = bytesOf(JSON.stringify([Object.fromEntries(cells.map((cell) => [cell, cell]))]))
        const problems = Object.values(readers).flatMap((reader) => [
          ...problemsOf(reader(withoutHeader)),
          ...problemsOf(reader(entries)),
        ])
        expect(problems.length).toBeGreaterThan(0)
        expect(JSON.stringify(problems)).not.toContain('zqx')
      }),
      { numRuns: 50 },
    )
  })

  it('never repeat a line that cannot be cut into cells', () => {
    fc.assert(
      fc.property(marked, (content) => {
        const text = `${columns.join(';')}\n${content};"${content};${content}\n${content}`
        const problems = problemsOf(readReferrals(bytesOf(text), coordinator))
        expect(problems.map(({ rule }) => rule)).toEqual(['quote_not_closed'])
        expect(JSON.stringify(problems)).not.toContain('zqx')
      }),
    )
  })

  it('are told in French and in English, each in its own words', () => {
    for (const { fr, en } of Object.values(importRules)) {
      expect(fr.length).toBeGreaterThan(10)
      expect(en.length).toBeGreaterThan(10)
      expect(fr).not.toBe(en)
      expect(fr.includes('{detail}')).toBe(en.includes('{detail}'))
    }
  })
})
