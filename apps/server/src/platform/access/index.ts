// Who may do what: roles and their permissions as one readable table.
export { KEPT_FOR, type KeptFor, notKeptFrom } from './kept.ts'
export { assertMay, communitiesWith, may, rolesWith } from './may.ts'
export { ADMINISTRATORS, type Permission, policy } from './policy.ts'
export { livesThere } from './residency.ts'
