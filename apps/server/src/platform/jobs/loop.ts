import type { Log } from './log.ts'

export interface LoopOptions {
  name: string
  /** does a piece of work; true when there may be more to do at once */
  step: () => Promise<boolean>
  /** the pause after a step that found nothing grows from `from` to `to`, in ms */
  idle: { from: number; to: number }
  log: Log
}

/** A loop of a process in the jobs role. */
export interface Loop {
  start(): void
  /** Ends the pause, if there is one. */
  wake(): void
  /** Lets the running step finish. */
  stop(): Promise<void>
}

const LONGEST_BACKOFF_MS = 30_000

/** Runs `step` again and again: at once while there is work, else after a pause; after a failure later each time. */
export function createLoop({ name, step, idle, log }: LoopOptions): Loop {
  let stopped = false
  let running: Promise<void> | undefined
  let endPause: (() => void) | undefined
  let woken = false
  let wait = idle.from
  let failures = 0

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async () => {
    while (!stopped) {
      woken = false
      try {
        const more = await step()
        failures = 0
        if (more) {
          wait = idle.from
          continue
        }
      } catch (error) {
        failures += 1
        wait = Math.min(idle.to * 2 ** failures, LONGEST_BACKOFF_MS)
        log.error({ err: error, loop: name, failures }, 'a step of the loop failed; it will be tried again')
      }
      if (stopped || (woken && failures === 0)) continue
      await pause(wait)
      wait = failures > 0 || woken ? idle.from : Math.min(wait * 2, idle.to)
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    wake: () => {
      woken = true
      if (failures === 0) endPause?.()
    },
    stop: async () => {
      stopped = true
      endPause?.()
      await running
    },
  }
}
