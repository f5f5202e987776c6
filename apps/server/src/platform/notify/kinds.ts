// Long because: one catalogue of texts, read top to bottom by whoever checks the words.
import type { Names } from '@sims/contracts'

/**
 * What each notice says. Filled in: {number} {kind} {category} {place} of the record, {clock} {due} {level} {call} {year}
 * {process} {until} of the occasion. The kinds that processes name in their effects stand here; a test holds the two together.
 */
export interface NoticeKind {
  title: Names
  body: Names
  /** leaves by e-mail too; the others are for people who sit before the screen anyway */
  mail: boolean
  /** the page that the mail leads members of staff to; residents have the mobile web only */
  page: 'desk' | 'mobile'
  /** about the organization instead of one record: told once for each value of this param */
  once?: string
}

type Texts = [title: string, body: string]
const kind = (zh: Texts, en: Texts, more: Partial<NoticeKind> = {}): NoticeKind => ({
  title: { 'zh-CN': zh[0], en: en[0] },
  body: { 'zh-CN': zh[1], en: en[1] },
  mail: true,
  page: 'desk',
  ...more,
})

export const noticeKinds = {
  requestReceived: kind(
    ['您的{kind}已收到', '您提交的{kind}（{category}，{place}）已收到，单号 {number}。客服人员将尽快为您受理。'],
    [
      'We have your request',
      'We have received your request {number} ({category}, {place}). Our service desk will take it up soon.',
    ],
  ),
  requestNew: kind(
    ['有新的{kind}待受理', '{place}，{category}，单号 {number}，请及时受理。'],
    ['New request', '{number}: {category}, {place}. Please take it up.'],
    { mail: false },
  ),
  complaintHandedUp: kind(
    ['有涉及管理人员的投诉', '{kind} {number}（{category}，{place}）涉及项目管理人员，按规定由上级处理，请及时受理。'],
    [
      'A complaint about a manager',
      '{number} ({category}, {place}) is about somebody who leads, so those above handle it. Please take it up.',
    ],
  ),
  complaintRepeated: kind(
    ['重复投诉', '{kind} {number}（{category}，{place}）三十日内已有同一客户或同一事项的投诉，请关注并督促彻底解决。'],
    [
      'A repeated complaint',
      '{number} ({category}, {place}): there were complaints by the same customer or about the same thing within thirty days. Please see to it that it is solved for good.',
    ],
  ),
  requestAccepted: kind(
    ['您的{kind}已受理', '您提交的{kind}（{category}，单号 {number}）已受理，我们将尽快安排处理。'],
    [
      'Your request has been accepted',
      'Your request {number} ({category}) has been accepted. We are arranging the work.',
    ],
  ),
  requestDispatched: kind(
    ['您的{kind}已派单', '您提交的{kind}（{category}，单号 {number}）已安排工作人员处理，请保持电话畅通。'],
    [
      'Someone is on the way',
      'Your request {number} ({category}) has been assigned. Please keep your phone within reach.',
    ],
  ),
  requestStarted: kind(
    ['您的{kind}已开始处理', '您提交的{kind}（{category}，单号 {number}）工作人员已开始处理。'],
    ['Work has begun', 'Work on your request {number} ({category}) has begun.'],
  ),
  requestDone: kind(
    [
      '您的{kind}已处理完成，请评价',
      '您提交的{kind}（{category}，单号 {number}）已处理完成，请您确认并对本次服务作出评价。',
    ],
    [
      'Your request is done: please rate it',
      'Your request {number} ({category}) is done. Please have a look and rate our service.',
    ],
  ),
  requestRated: kind(
    ['客户已评价', '{kind} {number}（{category}，{place}）客户已评价，请查看并办结。'],
    ['Rated by the customer', 'The customer has rated {number} ({category}, {place}). Please settle it.'],
    { mail: false },
  ),
  requestSettled: kind(
    ['您的{kind}已办结', '您提交的{kind}（{category}，单号 {number}）已办结，感谢您的支持。'],
    ['Your request is settled', 'Your request {number} ({category}) is settled. Thank you.'],
  ),
  requestCancelled: kind(
    ['您的{kind}已取消', '您提交的{kind}（{category}，单号 {number}）已取消。如有疑问，请联系物业服务中心。'],
    [
      'Your request was cancelled',
      'Your request {number} ({category}) was cancelled. Ask the service centre if you have questions.',
    ],
  ),
  requestMerged: kind(
    [
      '您的{kind}已合并处理',
      '您提交的{kind}（{category}，单号 {number}）与另一单是同一件事，已合并到一起处理，进度请打开查看，办结后会通知您。',
    ],
    [
      'Your request goes on in another',
      'Your request {number} ({category}) is about the same as another and goes on there. Open it to follow; we tell you when it is settled.',
    ],
  ),
  requestMergedAnswered: kind(
    [
      '您反映的事项已有答复',
      '您提交的{kind}（{category}，单号 {number}）与其他客户反映的是同一件事，已有答复，请打开查看。',
    ],
    [
      'What you reported is answered',
      'What you reported in {number} ({category}) is answered, together with what others reported. Open it to read the answer.',
    ],
  ),
  requestMergedSettled: kind(
    ['您反映的事项已办结', '您提交的{kind}（{category}，单号 {number}）合并处理的事项已办结，感谢您的支持。'],
    ['What you reported is settled', 'What you reported in {number} ({category}) is settled. Thank you.'],
  ),
  requestWithdrawn: kind(
    ['客户撤回了{kind}', '{kind} {number}（{category}，{place}）已由客户撤回，无需继续处理。'],
    ['Withdrawn by the customer', 'The customer has withdrawn {number} ({category}, {place}). Nothing more to do.'],
    { mail: false },
  ),
  requestUrged: kind(
    ['客户催单', '{kind} {number}（{category}，{place}）客户催单，请尽快处理并联系客户。'],
    ['The customer urges', 'The customer urges {number} ({category}, {place}). Please act and call back.'],
  ),
  requestAnswered: kind(
    ['物业给您留言了', '关于您提交的{kind}（{category}，单号 {number}），物业服务中心给您留言，请打开查看。'],
    ['A message for you', 'The service centre has written to you about {number} ({category}). Please have a look.'],
  ),
  requestConcluded: kind(
    ['您的{kind}已答复', '您提交的{kind}（{category}，单号 {number}）已有答复，请打开查看，并对本次服务作出评价。'],
    [
      'Your request is answered',
      'Your request {number} ({category}) is answered. Please read the answer and rate our service.',
    ],
  ),
  requestPassedOn: kind(
    ['收到客户表扬', '{kind} {number}（{category}，{place}）请转达受表扬的员工或班组。'],
    ['Praise from a customer', '{number} ({category}, {place}): please pass it on to whom it is meant for.'],
    { mail: false },
  ),
  praised: kind(
    [
      '您收到客户表扬',
      '有客户表扬了您或您的班组（{category}，单号 {number}），手机端“我的”可以看到客户的话。谢谢您的付出！',
    ],
    [
      'A customer praises you',
      'A customer praises you or your team ({category}, {number}). Read the words under “Me” on your phone. Thank you!',
    ],
    { page: 'mobile' },
  ),
  requestPlanned: kind(
    [
      '物业给您答复了处理期限',
      '您提交的{kind}（{category}，单号 {number}）需要更长时间，物业服务中心已确定处理方案和完成期限，请打开查看。',
    ],
    [
      'A plan with a date',
      'Your request {number} ({category}) takes longer. There is a plan with a date by which it will be solved; please have a look.',
    ],
  ),
  requestProgress: kind(
    [
      '您的{kind}正在处理',
      '您提交的{kind}（{category}，单号 {number}）仍在处理中，完成前我们会定期向您告知进度。点开可查看最新情况。',
    ],
    [
      'Your request is being worked on',
      'Your request {number} ({category}) is still being worked on. We will keep you informed until it is done; open it to see how it stands.',
    ],
  ),
  requestRateReminder: kind(
    [
      '请评价本次服务',
      '您提交的{kind}（{category}，单号 {number}）已处理完成。请评价或补充说明；两日内未收到答复，将自动办结。',
    ],
    [
      'How was it?',
      'Your request {number} ({category}) is done. Please rate it or add information; without an answer it will be settled in two days.',
    ],
  ),
  requestSettledUnanswered: kind(
    [
      '您的{kind}已自动办结',
      '您提交的{kind}（{category}，单号 {number}）完成后七日内未收到评价，已自动办结。如问题仍未解决，请再次提交或致电服务中心。',
    ],
    [
      'Settled without an answer',
      'Your request {number} ({category}) was settled, as no answer came within seven days. If it is not solved, please report it again or call the service centre.',
    ],
  ),
  requestReplied: kind(
    ['客户补充了说明', '{kind} {number}（{category}，{place}）客户补充了说明，请查看。'],
    ['The customer has added something', 'The customer has added to {number} ({category}, {place}). Please read it.'],
    { mail: false },
  ),
  requestImproved: kind(
    [
      '您的{kind}有了改进措施',
      '关于您提交的{kind}（{category}，单号 {number}），改进措施和复查日期请打开查看，我们会跟踪到解决为止。',
    ],
    [
      'What we have improved',
      'About {number} ({category}): open it for what was improved and when it is looked at again.',
    ],
  ),
  requestTracked: kind(
    [
      '您的{kind}约定了复查',
      '您提交的{kind}（{category}，单号 {number}）将在约定的日期复查，确认彻底解决后再办结。复查日期请打开查看。',
    ],
    [
      'We look again',
      'We look at {number} ({category}) again on the day agreed, and settle it when it is truly solved. Open it for the day.',
    ],
  ),
  requestUnfounded: kind(
    [
      '您的{kind}已办结',
      '您提交的{kind}（{category}，单号 {number}）经核实不成立，理由请打开查看。如有新的情况，可以重开。',
    ],
    [
      'Your request is settled',
      'We looked into {number} ({category}) and could not confirm it; open it for the reasons. You may reopen it.',
    ],
  ),
  requestSuspended: kind(
    [
      '您的{kind}暂时挂起',
      '您提交的{kind}（{category}，单号 {number}）因故暂停处理，原因和预计恢复时间请打开查看，恢复后会通知您。',
    ],
    [
      'Your request has to wait',
      'Your request {number} ({category}) has to wait. Open it for the reason; we tell you when it goes on.',
    ],
  ),
  requestResumed: kind(
    ['您的{kind}已恢复处理', '您提交的{kind}（{category}，单号 {number}）已恢复处理，我们会尽快安排。'],
    ['Your request goes on', 'Your request {number} ({category}) goes on. We are arranging the work.'],
  ),
  requestRework: kind(
    ['您的{kind}将重新处理', '您提交的{kind}（{category}，单号 {number}）需要返工，我们会尽快再次上门。给您添麻烦了。'],
    [
      'Your request is done again',
      'The work on {number} ({category}) has to be done again. We are sorry; somebody comes soon.',
    ],
  ),
  requestReopened: kind(
    ['您的{kind}已重开', '您提交的{kind}（{category}，单号 {number}）已重新办理，我们会跟进到解决为止。'],
    [
      'Your request is open again',
      'Your request {number} ({category}) is open again. We follow it until it is solved.',
    ],
  ),
  requestReopenedDesk: kind(
    ['{kind}已重开', '{kind} {number}（{category}，{place}）已重开，请尽快处理。'],
    ['Opened again', '{number} ({category}, {place}) is open again. Please see to it.'],
  ),
  priceQuoted: kind(
    [
      '您的{kind}有报价，请确认',
      '您提交的{kind}（{category}，单号 {number}）已报价。请打开查看收费明细，同意后我们再开工；如有疑问可以不同意并写明原因。此前的报价以这次为准。',
    ],
    [
      'A price for you to agree to',
      'There is a price for your request {number} ({category}). Open it to see what is charged; work starts once you agree, or you may decline and say why. It replaces any quote before.',
    ],
  ),
  priceAgreed: kind(
    ['客户已同意报价', '{number}（{category}，{place}）客户已同意报价，可以开工。'],
    ['Price agreed', 'The customer has agreed to the price of {number} ({category}, {place}). Work may start.'],
    { page: 'mobile' },
  ),
  priceDeclined: kind(
    ['客户不同意报价', '{number}（{category}，{place}）客户不同意报价，原因请打开查看，请联系客户。'],
    [
      'Price declined',
      'The customer has declined the price of {number} ({category}, {place}); open it for the reason, and speak with the customer.',
    ],
    { page: 'mobile' },
  ),
  priceAgreedFor: kind(
    [
      '已登记您同意报价',
      '您提交的{kind}（{category}，单号 {number}）工作人员已按您的意见登记同意报价。如果这不是您的意思，请立即联系物业服务中心。',
    ],
    [
      'Your consent was recorded',
      'Our staff have recorded that you agree to the price of {number} ({category}). If that is not so, please tell the service centre at once.',
    ],
  ),
  priceDeclinedFor: kind(
    [
      '已登记您不同意报价',
      '您提交的{kind}（{category}，单号 {number}）工作人员已按您的意见登记不同意报价。如果这不是您的意思，请联系物业服务中心。',
    ],
    [
      'Your refusal was recorded',
      'Our staff have recorded that you decline the price of {number} ({category}). If that is not so, please tell the service centre.',
    ],
  ),
  priceWaived: kind(
    ['本次服务不收费', '{kind} {number}（{category}）项目经理已决定本次不收费。'],
    ['Nothing is charged', 'The manager has decided that nothing is charged for {number} ({category}).'],
  ),
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
} satisfies Record<string, NoticeKind>

/** The kinds that steps of a process may order: those that tell of a record and nothing else. */
export const stepNotices: ReadonlySet<string> = new Set(
  Object.entries(noticeKinds).flatMap(([name, { title, body }]) =>
    /\{(?:clock|due|level|call|year|process|until)\}/.test(`${title.en} ${body.en}`) ? [] : [name],
  ),
)

/** @throws Error for a kind without a text: the event is set aside, and the process that names it is wrong */
export function noticeKind(name: string): NoticeKind {
  const found = Object.hasOwn(noticeKinds, name) ? noticeKinds[name as keyof typeof noticeKinds] : undefined
  if (!found) throw new Error(`there is no text for notices of the kind ${name}`)
  return found
}
