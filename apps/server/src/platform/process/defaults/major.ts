import { chain, effect, field, names, option, step } from './parts.ts'

/** What makes a problem a major one; any of them, set at triage. */
const criteria = [
  option('danger', '危及人身或公共安全', 'Danger to people or public safety'),
  option('outage', '整栋或整个小区停水、停电、停气或停梯', 'Water, power, gas or lift fails for a building or more'),
  option('many', '影响十户以上', 'More than ten homes are affected'),
  option('repeated', '同一问题三十日内第三次发生', 'The same problem for the third time within thirty days'),
]
const isMajor = { field: 'major', in: criteria.map(({ value }) => value) }

export const majorField = field('major', 'choice', '重大问题', 'Major problem', {
  options: [option('none', '不属于重大问题', 'Not a major problem'), ...criteria],
})

/** Solved within 48 hours (the Specification §4.2), only where triage found a major problem; nothing stops it. */
export const majorSolved = {
  name: 'major',
  names: names('重大问题解决', 'Major problem solved'),
  kind: 'promise' as const,
  target: { kind: 'elapsedHours' as const, hours: 48 },
  if: isMajor,
  startOn: { verbs: ['triage' as const] },
  countFrom: 'report' as const,
  meetOn: { verbs: ['reportDone' as const], phases: ['feedback' as const] },
  warn: [{ fraction: 0.5 }, { fraction: 0.75 }],
  escalate: chain,
  anyHour: isMajor,
}

/**
 * What cannot be solved within 48 hours gets a dated plan by a manager, which the customer is told. The clock runs on:
 * late is late, with a plan too.
 */
export const planned = (from: string[]) =>
  step({
    key: 'plan',
    verb: 'answer',
    event: 'staffReply',
    from,
    to: null,
    roles: ['communityManager'],
    guards: [{ name: 'factIn', params: isMajor }],
    form: [
      field('until', 'date', '完成期限', 'To be solved by', { required: true }),
      field('text', 'longText', '处理方案及延期原因', 'Plan, and why it takes longer', {
        required: true,
        params: { max: 2000 },
      }),
    ],
    effects: [effect('notifyRequester', { notice: 'requestPlanned' })],
    names: names('批准限期方案', 'Approve a dated plan'),
  })
