/**
 * Something that keeps SIMS from starting and that the person at the keyboard can put right.
 * `zh` and `en` are one sentence each and say what to do; `message` is both, one a line.
 */
export class StartupError extends Error {
  readonly code: string
  readonly zh: string
  readonly en: string

  constructor(code: string, zh: string, en: string, options?: { cause?: unknown }) {
    super(`${zh}\n${en}`, options)
    this.name = 'StartupError'
    this.code = code
    this.zh = zh
    this.en = en
  }
}

/** The `code` of a system error (`EACCES`, `ENOENT` …), or '' for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
