// Customers, their residencies, and how somebody comes to be bound to premises.
export { type Bound, bindPerson } from './bind.ts'
export {
  createUnknownCaller,
  customerAddresses,
  customerForRequest,
  customersForRequests,
  type RequestCustomer,
  residentName,
} from './callers.ts'
export { closeExpired, createExpiry, type ExpiryOptions } from './expiry.ts'
export { organizationOfInvitation } from './invitations.ts'
export { customersVisible, type Scope } from './policy.ts'
export { insertAuthorities, type NewAuthority } from './proxies.ts'
export { reachesAuthority, reachesCustomer } from './queries.ts'
export { type CustomersDeps, customersRoutes } from './routes.ts'
export { customersOfSource, type PersonOfSource } from './sources.ts'
export {
  insertCustomers,
  insertResidencies,
  type NewCustomer,
  type NewResidency,
  type NewResidentAccount,
  queueResidentAccounts,
} from './store.ts'
export { dayIn, type ResidentOfTable, residentsOfTable } from './table.ts'
export {
  allResidents,
  changeResidents,
  type ResidentChange,
  type ResidentRow,
  removeResidents,
  residentRows,
} from './table-change.ts'
export { openContact, openPerson, type Person, type SealedPerson, sealContact } from './vault.ts'
