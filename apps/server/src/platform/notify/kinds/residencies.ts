import { kind } from './kind.ts'

/** What residents read of their tie to premises; each occasion is told once. */
const occasion = { once: 'occasion', page: 'mobile' } as const

export const residencyKinds = {
  residencyClaimed: kind(
    ['有人申请登记为您房屋的{relation}', '有人申请登记为{home}的{relation}，请在“我的”中核对姓名后同意或拒绝。'],
    [
      'Somebody asks to be bound to your premises',
      'Somebody asks to be registered for {home} as {relation}. Please check the name under “Me” and agree or refuse.',
    ],
    occasion,
  ),
  residencyVerified: kind(
    ['房屋登记已通过', '您登记为{home}的{relation}已通过核验，可以报修、查看公告和办理进展。'],
    [
      'Your premises are verified',
      'You are verified for {home} as {relation}. You can report and follow your requests.',
    ],
    occasion,
  ),
  residencyRefused: kind(
    ['房屋登记未通过', '您登记为{home}的{relation}未通过核验，原因请在“我的”中查看；有疑问请联系物业服务中心。'],
    [
      'Your registration was refused',
      'Your registration for {home} as {relation} was refused. The reason stands under “Me”; ask the service centre when in doubt.',
    ],
    occasion,
  ),
  proxyNamed: kind(
    ['代办授权已生效', '一项代办授权已登记生效。被授权人可在“我的”中切换身份代为办理；授权人可随时在“我的”中撤销。'],
    [
      'A proxy has been named',
      'An authority to act for somebody is in force. Whoever holds it switches under “Me”; whoever gave it can revoke it there at any time.',
    ],
    occasion,
  ),
  proxyEnded: kind(
    ['代办授权已结束', '一项代办授权已撤销或到期，不能再代为办理。详情请在“我的”中查看，有疑问请联系物业服务中心。'],
    [
      'An authority has ended',
      'An authority to act for somebody was revoked or has run out. See under “Me”, and ask the service centre when in doubt.',
    ],
    occasion,
  ),
  residencyEnded: kind(
    [
      '房屋关系已结束',
      '您作为{home}{relation}的登记已结束，不能再以此房屋报修。您提交过的未办结诉求仍可查看，直至办结。',
    ],
    [
      'Your tie to premises has ended',
      'Your registration for {home} as {relation} has ended; you can no longer report for it. Requests of yours that are open stay yours until they are settled.',
    ],
    occasion,
  ),
}
