import { kind } from './kind.ts'

/** What the desk, and those who lead, read of requests. */
export const deskKinds = {
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
  requestRated: kind(
    ['客户已评价', '{kind} {number}（{category}，{place}）客户已评价，请查看并办结。'],
    ['Rated by the customer', 'The customer has rated {number} ({category}, {place}). Please settle it.'],
    { mail: false },
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
  requestReplied: kind(
    ['客户补充了说明', '{kind} {number}（{category}，{place}）客户补充了说明，请查看。'],
    ['The customer has added something', 'The customer has added to {number} ({category}, {place}). Please read it.'],
    { mail: false },
  ),
  requestReopenedDesk: kind(
    ['{kind}已重开', '{kind} {number}（{category}，{place}）已重开，请尽快处理。'],
    ['Opened again', '{number} ({category}, {place}) is open again. Please see to it.'],
  ),
}
