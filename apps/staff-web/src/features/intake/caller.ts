import type { CreateRequest, Customer } from '@sims/contracts/web'

/** Who is on the line: nobody yet, somebody we know, or somebody new. */
export type Caller = { kind: 'none' } | { kind: 'known'; customer: Customer } | { kind: 'new'; words: string }

const looksLikePhone = (words: string) => /^[+\d][\d\s-]{2,}$/.test(words)

/** What was typed to find the caller already is the number or the name of a new one. */
export const startOf = (words: string): { name: string; phone: string } =>
  looksLikePhone(words) ? { name: '', phone: words.replace(/\s/g, '') } : { name: words, phone: '' }

/** How the request names the caller. */
export function callerOf(caller: Caller, values: { name?: string; phone?: string }): Partial<CreateRequest> {
  if (caller.kind === 'known') return { customerId: caller.customer.id }
  return { caller: { name: values.name?.trim() ?? '', phone: values.phone?.trim() ?? '' } }
}
