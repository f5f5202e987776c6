// Accounts, passwords, sessions, one-time codes, and the audit of who tried to come in.
export type { ResidentName } from './describe.ts'
export { createIdentity, type Identity, type IssuedPassword } from './identity.ts'
export { foldLogin } from './login-name.ts'
export { sweepCodes } from './one-time-codes.ts'
export { type Bind, type Binding, choosePerson } from './resident-sign-in.ts'
export { type CodeMessage, type IdentityDeps, identityRoutes, type SendCode } from './routes.ts'
export { queueStaffAccounts, takenLogins } from './staff-accounts.ts'
export { Throttle } from './throttle.ts'
