import type { Role } from '@sims/contracts'
import type { Tx } from '#platform/db'
import { forgetClockContext } from '#platform/process'
import { chainFaults, DEFAULT, DUTY_CHAIN, type KindOfRule } from '#platform/regulations'
import { rolesOf } from './domain/chain.ts'
import { holdersOf } from './store.ts'

/** The duty chain: one, always. What is published calls from the next minute on. */
export const dutyChainRule: KindOfRule<'dutyChain'> = {
  kind: DUTY_CHAIN,
  needed: true,
  keys: [DEFAULT],
  names: () => ({ 'zh-CN': '值班链', en: 'Duty chain' }),
  check: async (tx, content, { now }) => {
    const held: ReadonlySet<Role> = new Set((await holdersOf(tx, rolesOf(content), null, now)).keys())
    return chainFaults(content, held)
  },
  // what was read before the commit would be the chain of before
  published: async (tx: Tx) => tx.afterCommit(() => forgetClockContext(tx.organizationId)),
}
