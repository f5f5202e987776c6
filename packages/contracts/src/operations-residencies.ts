import { z } from 'zod'
import { cursor, id, limit, page } from './fields.ts'
import * as residencies from './residencies.ts'

const byId = z.strictObject({ id })

/** What goes in and out of the operations on who is tied to which premises. */
export const residencyOperations = {
  listResidencies: {
    tag: 'customers',
    summary: 'Residencies that wait for verification',
    query: z.strictObject({ cursor: cursor.optional(), limit }),
    answer: page(residencies.residency),
  },
  verifyResidency: {
    tag: 'customers',
    summary: 'Confirm that a person lives there, or refuse it',
    command: true,
    params: byId,
    body: residencies.verifyResidency,
    answer: residencies.residency,
  },
  endResidency: {
    tag: 'customers',
    summary: 'End a residency, at once or after a last day',
    command: true,
    params: byId,
    body: residencies.endResidency,
    answer: residencies.residency,
  },
  getHousehold: {
    tag: 'customers',
    summary: 'Premises with everybody tied to them, and the owners’ roll',
    params: byId,
    answer: residencies.household,
  },
  addRollEntry: {
    tag: 'customers',
    summary: 'Enter an owner in the roll of premises',
    command: true,
    params: byId,
    body: residencies.addRollEntry,
    answer: residencies.household,
  },
  removeRollEntry: {
    tag: 'customers',
    summary: 'Strike an entry from the roll',
    command: true,
    params: byId,
    answer: residencies.household,
  },
  previewMoveOut: {
    tag: 'customers',
    summary: 'Who would lose access if everybody left these premises',
    params: byId,
    answer: residencies.moveOutPreview,
  },
  moveOut: {
    tag: 'customers',
    summary: 'End residencies of premises together: moved out, or sold',
    command: true,
    params: byId,
    body: residencies.moveOut,
    answer: residencies.household,
  },
} as const
