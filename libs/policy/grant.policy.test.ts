import { roles } from '../contracts/codes'
import { grantPartsOf, readsGrantDocuments } from './grant.policy'
import { scopeOf } from './read.policy'

const all = [
  ...['description', 'documents', 'own_review', 'debate', 'notes', 'payments', 'hands', 'reports', 'accounts'],
  ...['internal', 'history', 'shared_history'],
] as const

test('who reads what of a grant', () => {
  const table = Object.fromEntries(roles.map((role) => [role, [...grantPartsOf(role, true)]]))
  const structure = ['description', 'documents', 'notes', 'payments', 'reports', 'accounts']
  expect(table).toEqual({
    ...Object.fromEntries(roles.filter((role) => scopeOf(role, 'grant') === 'none').map((role) => [role, []])),
    applicant: [...structure, 'shared_history'],
    fund_manager: [...structure, 'debate', 'hands', 'internal', 'history'],
    reviewer: ['description', 'documents', 'own_review'],
    member: ['description', 'documents', 'debate', 'notes'],
    payer: ['documents', 'payments', 'hands'],
    funder: ['payments', 'reports'],
  })
  const read = new Set<string>(Object.values(table).flat())
  expect(all.filter((part) => !read.has(part))).toEqual([])
})

test('a member in conflict reads no debate and no note; nobody else is kept from anything by one', () => {
  expect([...grantPartsOf('member', false)]).toEqual(['description', 'documents'])
  for (const role of roles.filter((each) => each !== 'member'))
    expect([...grantPartsOf(role, false)]).toEqual([...grantPartsOf(role, true)])
})

test('who gives money and who has no part in the fund read no document of a grant', () => {
  const without = roles.filter((role) => !readsGrantDocuments(role))
  expect(without).toEqual(['prescriber', 'mediator', 'recyclerie', 'evaluator', 'coordinator', 'funder', 'system'])
})
