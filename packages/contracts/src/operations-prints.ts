import { z } from 'zod'
import { printOrders } from './prints.ts'

const pdf = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)

/** What goes in and out of printing. */
export const printOperations = {
  printOrders: {
    tag: 'orders',
    summary: 'Print work orders as one A4 PDF; every copy is recorded',
    command: true,
    body: printOrders,
    produces: 'application/pdf',
    answer: pdf,
  },
} as const
