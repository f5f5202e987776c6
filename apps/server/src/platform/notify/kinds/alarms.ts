import { kind } from './kind.ts'

/** What staff read of clocks, duty calls and rules. */
export const alarmKinds = {
  clockWarned: kind(
    ['{clock}即将到期', '{number}（{category}，{place}）的{clock}须在 {due} 前完成，请尽快处理。'],
    ['Due soon: {clock}', '{clock} of {number} ({category}, {place}) is due {due}. Please act.'],
  ),
  clockBreached: kind(
    ['{clock}已超时', '{number}（{category}，{place}）的{clock}已于 {due} 到期，现已超时，请立即处理。'],
    ['Overdue: {clock}', '{clock} of {number} ({category}, {place}) was due {due}. Please act at once.'],
  ),
  clockEscalated: kind(
    [
      '{clock}超时升级提醒（第 {level} 级）',
      '{number}（{category}，{place}）的{clock}已于 {due} 到期，至今未完成，请督促处理。',
    ],
    [
      'Overdue, level {level}: {clock}',
      '{clock} of {number} ({category}, {place}) was due {due} and is still open. Please see to it.',
    ],
  ),
  dutyRung: kind(
    [
      '值班呼叫：紧急{kind}待受理（第 {call} 次呼叫）',
      '{number}（{category}，{place}）情况紧急，尚无人受理，请立即受理并安排处理。',
    ],
    [
      'Duty call {call}: urgent, nobody has accepted',
      '{number} ({category}, {place}) is urgent and nobody has accepted it. Please accept it now and arrange the work.',
    ],
    { topic: 'duty', urgent: true },
  ),
  hookPaused: kind(
    ['推送已暂停：{hook}', '“{hook}”连续三天推送失败，已自动暂停。请在“接口”页查看推送记录，与接收方排除故障后恢复。'],
    [
      'Web hook paused: {hook}',
      'Nothing has got through “{hook}” for three days, so it was paused. See its log on the page “Interfaces”, mend it with the receiver, then let it go on.',
    ],
    { once: 'occasion' },
  ),
  calendarMissing: kind(
    [
      '{year} 年工作日安排尚未录入',
      '有办理时限落在 {year} 年，但该年的节假日与调休安排尚未录入，暂时无法计算到期时间，请在日历中补充。',
    ],
    [
      'Working days of {year} are missing',
      'Some due times fall into {year}, whose public holidays have not been entered, so they cannot be computed. Please add the year to the calendar.',
    ],
    { once: 'year' },
  ),
  exceptionEnded: kind(
    [
      '低于规范的例外已到期：{clock}',
      '{process}中“{clock}”低于规范的例外已于 {until} 到期，新的请求已按规范的时限执行。请在“规则”中起草新版本，恢复规范的时限，或重新批准例外。',
    ],
    [
      'Exception ended: {clock}',
      'In “{process}”, the exception by which “{clock}” was below the Specification ended on {until}. New requests have the Specification’s target. Please draft a version without it under Rules, or have another exception approved.',
    ],
    { once: 'exception' },
  ),
}
