// Registers: tables of records with a version and no process.
export { type Checks, change, type Derived, enter, type Register, refused, searched } from './register.ts'
