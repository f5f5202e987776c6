import type { Names } from './terms.ts'

/** How an error answers over HTTP. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'notAllowedNow'
  | 'limit'

export interface ErrorText extends Names {
  readonly kind: ErrorKind
}

/** An error of this kind with its texts. */
export const e = (kind: ErrorKind, zh: string, en: string): ErrorText => ({ kind, 'zh-CN': zh, en })
