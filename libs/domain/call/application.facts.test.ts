import fc from 'fast-check'
import { fullCall, lightCall } from '../../testing/call.fixtures'
import { type ApplicationFacts, explained, unmetRules } from './application.facts'

const application: ApplicationFacts = {
  body: 'private',
  ...{ askedCents: 200_000, costCents: 250_000, ownCents: 50_000, cofundedCents: 0, months: 6 },
  ...{ publics: ['seniors'], epcis: ['244000808'], structureRoles: ['lieu'] },
}

test('an application that meets every rule is told nothing', () => {
  for (const call of [lightCall, fullCall]) expect(unmetRules(call, application)).toEqual({ codes: [], facts: {} })
})

test('one that does not is told which, with the facts that they name', () => {
  const unmet = unmetRules(lightCall, { ...application, months: 18, structureRoles: ['owner'] })
  expect(unmet).toEqual({ codes: ['network_role', 'one_year'], facts: { months: 18, structureRoles: ['owner'] } })
  expect(explained(lightCall, unmet).map(({ fr }) => fr)).toEqual([
    'L’appel est ouvert aux lieux et aux prescripteurs du réseau.',
    'Le projet dure 18 mois : une action se fait en douze mois au plus.',
  ])
})

test('sums are written in euros, in both languages', () => {
  const unmet = unmetRules(fullCall, { ...application, askedCents: 240_050 })
  expect(unmet).toEqual({ codes: ['own_share'], facts: { askedCents: 240_050, costCents: 250_000 } })
  const [why] = explained(fullCall, unmet)
  expect(why?.fr.replace(/\s/g, ' ')).toBe(
    'La demande est de 2 400,50 € pour un projet de 2 500 € : le fonds en paie 80 % au plus.',
  )
  expect(why?.en).toBe('€2,400.50 is asked for, of a project of €2,500: the fund pays 80 % of it at most.')
})

test('texts have a place in words, lists and what is not known have none', () => {
  const eligibility = [{ code: 'public_only', rule: "body == 'public'", fr: 'Droit : {body}, {publics}, {x}', en: 'x' }]
  const unmet = unmetRules({ eligibility }, application)
  expect(unmet.facts).toEqual({ body: 'private', publics: ['seniors'] })
  expect(explained({ eligibility }, unmet)).toEqual([
    { code: 'public_only', fr: 'Droit : private, {publics}, {x}', en: 'x' },
  ])
})

const cents = fc.integer({ min: 0, max: 1_000_000_000 })
const codes = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 30 })
const anyApplication: fc.Arbitrary<ApplicationFacts> = fc.record({
  body: fc.constantFrom('private', 'public'),
  ...{ askedCents: cents, costCents: cents, ownCents: cents, cofundedCents: cents },
  ...{ months: fc.nat(120), publics: codes, epcis: codes, structureRoles: codes },
})

test('the rules that ship answer for any application, and name only what is not met', () => {
  fc.assert(
    fc.property(anyApplication, fc.constantFrom(lightCall, fullCall), (facts, call) => {
      const unmet = unmetRules(call, facts)
      expect(explained(call, unmet).map(({ code }) => code)).toEqual(unmet.codes)
      expect(unmet.codes.includes('own_share')).toBe(call === fullCall && facts.askedCents * 100 > facts.costCents * 80)
    }),
    { numRuns: 500 },
  )
})
