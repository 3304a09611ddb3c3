/** What of a contribution may be spent: what came, or what was promised by a signed agreement. */
export const fundCounts = ['received', 'promised'] as const
export type FundCounts = (typeof fundCounts)[number]

/** The accounts of a fund line itself. */
export const lineAccounts = ['funder', 'promised', 'received', 'authority', 'free'] as const

/** The accounts of one grant on a fund line. */
export const grantAccounts = ['reserved', 'committed', 'ordered', 'paid', 'recovered'] as const
export type GrantAccount = (typeof grantAccounts)[number]

export const fundAccounts = [...lineAccounts, ...grantAccounts] as const
export type FundAccount = (typeof fundAccounts)[number]

/** Accounts that are credited where they grow: what they hold is the opposite of the sum of their postings. */
export const creditAccounts = ['funder', 'authority', 'recovered'] as const satisfies readonly FundAccount[]
