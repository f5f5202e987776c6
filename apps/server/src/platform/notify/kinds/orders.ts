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
  permitRequired: kind(
    ['工单列为危险作业', '工单 {number}（{category}，{place}）列为危险作业，请先申请作业票，签发后方可开工。'],
    [
      'Permit required',
      'Work order {number} ({category}, {place}) is dangerous work. Apply for a permit before you begin.',
    ],
    { page: 'mobile' },
  ),
  permitAsked: kind(
    ['作业票待审批', '工单 {number}（{category}，{place}）申请了危险作业票，请审批。'],
    [
      'A permit to decide on',
      'A permit for dangerous work is asked for on work order {number} ({category}, {place}). Please decide.',
    ],
  ),
  permitIssued: kind(
    ['作业票已签发', '工单 {number}（{category}，{place}）的作业票已签发，请在有效期内作业，监护人不得离开。'],
    [
      'Permit issued',
      'The permit for work order {number} ({category}, {place}) is issued. Work within its time, with the guardian there.',
    ],
    { page: 'mobile' },
  ),
  permitRefused: kind(
    ['作业票被驳回', '工单 {number}（{category}，{place}）的作业票被驳回，原因见工单，请勿开工。'],
    [
      'Permit refused',
      'The permit for work order {number} ({category}, {place}) is refused; the reason stands on it. Do not begin.',
    ],
    { page: 'mobile' },
  ),
  permitEnding: kind(
    ['作业票即将到期', '工单 {number}（{category}，{place}）的作业票即将到期，请收尾并关闭，需延长的请重新申请。'],
    [
      'The permit ends soon',
      'The permit for work order {number} ({category}, {place}) ends soon. Finish and close it, or apply for another.',
    ],
    { page: 'mobile' },
  ),
  permitExpired: kind(
    [
      '作业票到期，停止作业',
      '工单 {number}（{category}，{place}）的作业票已到期，工单已挂起，请立即停止作业并检查现场。',
    ],
    [
      'The permit is over: stop work',
      'The permit for work order {number} ({category}, {place}) is over and the order suspended. Stop at once and check the site.',
    ],
  ),
  orderNobodyHome: kind(
    ['上门无人在家', '工单 {number}（{category}，{place}）上门时无人在家，请与客户另约时间。'],
    [
      'Nobody at home',
      'Nobody was at home for work order {number} ({category}, {place}). Please agree on another time.',
    ],
  ),
  visitNow: kind(
    ['到约定上门时间', '工单 {number}（{category}，{place}）约定的上门时间到了，进门前请出示工牌。'],
    [
      'Time of the visit',
      'It is the time agreed for work order {number} ({category}, {place}). Show your badge at the door.',
    ],
    { page: 'mobile' },
  ),
  orderEmergency: kind(
    ['现场突发情况', '工单 {number}（{category}，{place}）现场发生突发情况，情况和照片见工单，请立即响应。'],
    [
      'Emergency at the work',
      'There is an emergency at work order {number} ({category}, {place}); what has happened stands on it. Respond at once.',
    ],
    { topic: 'duty', urgent: true },
  ),
  orderRescue: kind(
    ['已有人响应', '工单 {number}（{category}，{place}）的突发情况已有人响应，请保持电话畅通、注意自身安全。'],
    [
      'Help is coming',
      'Somebody responds to the emergency at work order {number} ({category}, {place}). Keep your phone within reach and yourself safe.',
    ],
    { page: 'mobile', topic: 'duty', urgent: true },
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
