import { z } from 'zod'
import { commandAnswer, id, page } from './fields.ts'
import * as hooks from './hooks.ts'

const byId = z.strictObject({ id })

/** What goes in and out of the operations on web hooks. */
export const hookOperations = {
  listHooks: { tag: 'hooks', summary: 'Web hooks, and whether they get through', answer: page(hooks.hook) },
  createHook: {
    tag: 'hooks',
    summary: 'Subscribe an address to events; the secret that signs is shown once',
    command: true,
    body: hooks.createHook,
    answer: hooks.hookSecret,
  },
  changeHook: {
    tag: 'hooks',
    summary: 'Change a web hook, pause it, or let it go on',
    command: true,
    params: byId,
    body: hooks.changeHook,
    answer: commandAnswer,
  },
  rotateHookSecret: {
    tag: 'hooks',
    summary: 'Give a web hook a new secret; for a while deliveries carry both signatures',
    command: true,
    params: byId,
    body: hooks.rotateHookSecret,
    answer: hooks.hookSecret,
  },
  removeHook: {
    tag: 'hooks',
    summary: 'Remove a web hook with its log',
    command: true,
    params: byId,
    answer: z.null(),
  },
  testHook: {
    tag: 'hooks',
    summary: 'Send a test event',
    command: true,
    params: byId,
    answer: hooks.hookDeliveryStarted,
  },
  listHookDeliveries: {
    tag: 'hooks',
    summary: 'What was sent by a web hook, newest first, with every attempt',
    params: byId,
    query: hooks.hookDeliveryQuery,
    answer: page(hooks.hookDelivery),
  },
  redeliverHook: {
    tag: 'hooks',
    summary: 'Send a delivery once more, with the same id',
    command: true,
    params: byId,
    answer: hooks.hookDeliveryStarted,
  },
} as const
