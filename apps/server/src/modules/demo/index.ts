// The invented company that an empty installation shows.
export { type DemoLoaded, loadDemo } from './load.ts'
export type { DemoResident } from './people.ts'
