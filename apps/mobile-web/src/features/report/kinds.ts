import { type Category, REQUEST_KINDS, type RequestKind } from '@sims/contracts/web'

/** The kinds that have something to choose from, in the order of the trade's list; repair comes first. */
export const kindsOf = (categories: readonly Category[]): RequestKind[] =>
  REQUEST_KINDS.filter((kind) => categories.some((category) => category.kind === kind))

/** The kind that an address asks for. */
export const readKind = (asked: string | null): RequestKind => REQUEST_KINDS.find((kind) => kind === asked) ?? 'repair'
export const kindPath = (kind: RequestKind) => (kind === 'repair' ? '/report' : `/report?kind=${kind}`)
