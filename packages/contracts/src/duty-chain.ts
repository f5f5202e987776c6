import { z } from 'zod'
import { DUTY_CHANNELS, DUTY_TURNS, ROLES } from './terms.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const MINUTES_OF_DAY = 1440

/**
 * Whom a call at night goes to, one step after the other until somebody accepts: those on duty by their place in the
 * roster, then holders of a role. `minutes`: how long a step has until the next is called.
 *
 * In `quietHours` only what is most urgent calls; the rest waits for the desk in the morning. Calls are always told in
 * the app; `channels` says where else. What no shape shows is judged before a version is reviewed.
 */
export const dutyChain = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        to: z.enum([...DUTY_TURNS, ...ROLES]),
        minutes: z.int().min(-MINUTES_OF_DAY).max(MINUTES_OF_DAY),
      }),
    )
    .max(12),
  quietHours: z.strictObject({ from: time, to: time }).nullable(),
  channels: z.array(z.enum(DUTY_CHANNELS)).max(DUTY_CHANNELS.length),
})
export type DutyChain = z.infer<typeof dutyChain>
