// Calls to other systems: where this server may connect to, and one POST that goes nowhere else.
export { AddressRefused, anyNetwork, guardedLookup, publicNetwork, type Reach } from './address.ts'
export { post, reasonOf } from './post.ts'
export { readTarget, type TargetCodes } from './target.ts'
