import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES } from '@sims/contracts'
import { chainFaults, DEFAULT_DUTY_CHAIN } from './duty-chain.ts'

test('a chain that would reach nobody is refused, each fault where it is', () => {
  const everybody = new Set(ROLES)
  assert.deepEqual(chainFaults(DEFAULT_DUTY_CHAIN, everybody), [])
  const broken = {
    steps: [
      { to: 'executive' as const, minutes: 0 },
      { to: 'executive' as const, minutes: 10 },
      { to: 'first' as const, minutes: -5 },
    ],
    quietHours: { from: '22:00', to: '22:00' },
    channels: ['email' as const],
  }
  assert.deepEqual(
    chainFaults(broken, new Set()).map(({ path, code }) => [path, code]),
    [
      ['steps.2.to', 'dutyChain.noEnd'],
      ['steps.0.minutes', 'dutyChain.minutes'],
      ['steps.0.to', 'dutyChain.roleOfNobody'],
      ['steps.1.to', 'dutyChain.twice'],
      ['steps.1.to', 'dutyChain.roleOfNobody'],
      ['steps.2.minutes', 'dutyChain.minutes'],
      ['quietHours', 'dutyChain.quietAlways'],
      ['channels', 'dutyChain.notInApp'],
    ],
  )
  const alone = { ...DEFAULT_DUTY_CHAIN, steps: [{ to: 'executive' as const, minutes: 10 }] }
  assert.deepEqual(chainFaults(alone, everybody), [{ path: 'steps', code: 'dutyChain.tooShort' }])
})
