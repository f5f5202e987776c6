// Print: papers as A4 PDF, set in a thread of its own.
export { printPapers } from './print.ts'
export type { Block, Paper, PrintJob } from './types.ts'
