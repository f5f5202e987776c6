import type { CommandCall } from '#platform/command'

/** What a route hands to a command: who calls, when, from where, and the body that its key stands for. */
export const commandOf = ({ actor, key, origin, now }: Omit<CommandCall, 'body'>, body: unknown): CommandCall => ({
  actor,
  key,
  origin,
  now,
  body,
})
