import { kind } from './kind.ts'

/** What customers read of their requests. */
export const customerKinds = {
  requestReceived: kind(
    ['您的{kind}已收到', '您提交的{kind}（{category}，{place}）已收到，单号 {number}。客服人员将尽快为您受理。'],
    [
      'We have your request',
      'We have received your request {number} ({category}, {place}). Our service desk will take it up soon.',
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
  visitArranged: kind(
    ['上门时间已约定', '{number}（{category}，{place}）的上门时间已约定或更改，具体时间和上门人员见单内。'],
    [
      'A visit is agreed',
      'The time of the visit for {number} ({category}, {place}) is agreed or was changed; it stands there, with who comes.',
    ],
  ),
  visitReminder: kind(
    ['即将上门', '{number}（{category}，{place}）约定的上门时间快到了，具体时间见单内。'],
    ['The visit is near', 'The visit agreed for {number} ({category}, {place}) is near; the time stands there.'],
  ),
  visitNobodyHome: kind(
    ['上门时无人在家', '您的{kind}（{category}，单号 {number}）我们上门时无人在家，将与您另约时间。'],
    [
      'We missed you',
      'Nobody was at home when we came for your request {number} ({category}). We will agree on another time.',
    ],
  ),
  workerOnTheWay: kind(
    ['维修人员已出发', '您提交的{kind}（{category}，单号 {number}）维修人员已出发，请留意来访，可在单内查看姓名。'],
    [
      'Somebody has set out to you',
      'Somebody has set out for your request {number} ({category}). The name stands on your request.',
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
    { topic: 'rating' },
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
  requestConverted: kind(
    [
      '您反映的事项已转为{kind}',
      '您反映的事项已转为{kind}（{category}，{place}），新单号 {number}，内容无需重新提交，进度请打开查看。',
    ],
    [
      'What you told us goes on under a new number',
      'What you told us goes on as {number} ({category}, {place}). You need not send it again. Open it to follow.',
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
    { topic: 'rating' },
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
}
