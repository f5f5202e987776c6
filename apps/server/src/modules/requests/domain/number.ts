import { requestNumberPrefixes } from '@sims/contracts'

/** The number that people quote, such as BX100234. */
export function numberOf(kind: string, number: number): string {
  return `${(requestNumberPrefixes as Record<string, string>)[kind] ?? ''}${number}`
}

/** The number in what somebody typed, with or without its prefix; undefined when it is no number. */
export function readNumber(text: string): number | undefined {
  const found = /^\s*[a-z]{0,2}\s*(\d{6,12})\s*$/i.exec(text)?.[1]
  return found ? Number(found) : undefined
}
