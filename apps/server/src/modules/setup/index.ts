// How an installation gets its company: the first-run wizard, and what every new organization starts with.
export { claimInstallation, foundOrganization, insertOrganization, type SetupDeps, setupNeeded } from './found.ts'
export { renewDefaults } from './renew.ts'
export { setupRoutes } from './routes.ts'
export {
  type FirstStaff,
  type FirstTeam,
  type Issuer,
  insertFirstStaff,
  insertFirstTeams,
  issueLogins,
  type Login,
  loginOf,
} from './staff.ts'
