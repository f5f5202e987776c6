import { kind } from './kind.ts'

/** What staff read of work orders. */
export const orderKinds = {
  orderSuspended: kind(
    ['工单已挂起', '工单 {number}（{category}，{place}）已挂起，原因见工单。'],
    ['Work order suspended', 'Work order {number} ({category}, {place}) is suspended; the reason stands on it.'],
    { mail: false },
  ),
  ordersSuspended: kind(
    ['工单已全部挂起', '{number}（{category}，{place}）的工单已全部挂起，请跟进。'],
    ['All work orders suspended', 'All work orders of {number} ({category}, {place}) are suspended. Please follow up.'],
    { mail: false },
  ),
  orderResumed: kind(
    ['工单已恢复', '工单 {number}（{category}，{place}）已恢复，请继续处理。'],
    ['Work order resumed', 'Work order {number} ({category}, {place}) goes on. Please continue.'],
    { page: 'mobile' },
  ),
  orderTransferred: kind(
    ['工单已转给他人', '工单 {number}（{category}，{place}）已转单，请留意接单情况。'],
    [
      'Work order transferred',
      'Work order {number} ({category}, {place}) was transferred. Please see that it is taken.',
    ],
    { mail: false },
  ),
  orderTransferDeclined: kind(
    ['转单被拒绝', '工单 {number}（{category}，{place}）的转单被对方拒绝，已退回转出人，原因见工单，请继续安排。'],
    [
      'Transfer declined',
      'The transfer of work order {number} ({category}, {place}) was declined. It is back with whoever passed it on; the reason stands on it.',
    ],
    { page: 'mobile' },
  ),
  orderRework: kind(
    ['工单需要返工', '工单 {number}（{category}，{place}）需要返工，原因见工单，请尽快处理。'],
    ['To be done again', 'Work order {number} ({category}, {place}) has to be done again; the reason stands on it.'],
    { page: 'mobile' },
  ),
  orderForceClosed: kind(
    ['工单已强制关单', '工单 {number}（{category}，{place}）已由主管强制关单，无需继续处理。'],
    [
      'Work order closed by a supervisor',
      'Work order {number} ({category}, {place}) was closed by a supervisor. Nothing more to do.',
    ],
    { page: 'mobile' },
  ),
  orderAssigned: kind(
    ['您有新的工单', '工单 {number}（{category}，{place}）已派给您，请及时接单。'],
    ['New work order for you', 'Work order {number} ({category}, {place}) is assigned to you. Please take it.'],
    { page: 'mobile' },
  ),
  orderReturned: kind(
    ['有工单退回', '{number}（{category}，{place}）有工单退回，请重新安排。'],
    ['A work order came back', 'A work order of {number} ({category}, {place}) came back. Please arrange it anew.'],
  ),
  orderUnanswered: kind(
    ['工单逾期未接单', '工单 {number}（{category}，{place}）在规定时间内无人接单，已退回工单池，请重新安排。'],
    [
      'Work order not taken in time',
      'Work order {number} ({category}, {place}) was not taken in time and is back in the pool. Please arrange it anew.',
    ],
  ),
  orderTakenBack: kind(
    ['工单已退回工单池', '工单 {number}（{category}，{place}）您未在规定时间内接单，已退回工单池，请勿前往。'],
    [
      'Work order back in the pool',
      'You did not take work order {number} ({category}, {place}) in time. It is back in the pool: please do not go.',
    ],
    { page: 'mobile' },
  ),
  orderCancelled: kind(
    ['工单已取消', '工单 {number}（{category}，{place}）已取消，无需前往。'],
    ['Work order cancelled', 'Work order {number} ({category}, {place}) is cancelled. No need to go.'],
    { page: 'mobile' },
  ),
  orderUrged: kind(
    ['工单催办', '工单 {number}（{category}，{place}）请尽快处理。'],
    ['Please hurry', 'Work order {number} ({category}, {place}) is waited for. Please see to it soon.'],
    { page: 'mobile' },
  ),
  ordersCancelled: kind(
    ['工单已全部取消', '{number}（{category}，{place}）的工单已全部取消，请重新处理。'],
    [
      'All work orders cancelled',
      'All work orders of {number} ({category}, {place}) are cancelled. It needs a new decision.',
    ],
  ),
}
