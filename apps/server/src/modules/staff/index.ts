// The staff of a company: who they are, their roles and skills.
export type { StaffDeps } from './commands.ts'
export {
  accountsOf,
  leadsOf,
  type StaffContact,
  staffAble,
  staffById,
  staffEverywhere,
  staffWithRoles,
} from './queries.ts'
export { staffRoutes } from './routes.ts'
export { insertStaff, type NewStaff } from './store.ts'
export { allStaff, linesOf, type StaffOfTable, staffOfTable, staffRows } from './table.ts'
