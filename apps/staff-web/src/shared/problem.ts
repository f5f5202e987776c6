import { ApiError } from '@sims/contracts/web'

/**
 * Faults of single fields as the server told them, by the last part of their path: `input.reason` → `reason`. `of`
 * chooses among the paths where two fields end alike.
 */
export function fieldFaults(error: unknown, of: (path: string) => boolean = () => true): Record<string, string> {
  const faults = problemFaults(error).filter(({ path }) => of(path))
  return Object.fromEntries(faults.map((fault) => [lastPart(fault.path), fault.message]))
}

/** Faults of single fields with their whole paths. */
export const problemFaults = (error: unknown) => (error instanceof ApiError ? (error.problem.fields ?? []) : [])

export const lastPart = (path: string): string =>
  path
    .split(/[./]/)
    .filter((part) => !/^\d*$/.test(part))
    .at(-1) ?? ''

/** Somebody else was first: the record has to be looked at again. */
export const isStale = (error: unknown) => hasCode(error, 'command.stale') || hasCode(error, 'process.staleVersion')
export const hasCode = (error: unknown, code: string) => error instanceof ApiError && error.problem.code === code
export const hasStatus = (error: unknown, status: number) =>
  error instanceof ApiError && error.problem.status === status
