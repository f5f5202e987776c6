import { texts } from '@sims/ui'

export const useText = texts(
  'home',
  {
    hello: '您好，{{name}}',
    roles: '您的岗位：{{roles}}',
    otherTitle: '这个岗位还没有专用页面',
    otherHint: '当前版本先做了报修的受理、派单和办结。您现在可以使用以下功能：',
    notices: '查看右上角的通知，点开即可到达相关记录（限您有权查看的）',
    password: '在右上角的姓名菜单中修改密码、切换语言和外观',
    auditHint: '系统已从第一天起记录全部操作的审计事件；审计查询页面将在后续版本提供。',
    ask: '如果您需要受理请求、查看工单或客户，请联系系统管理员调整岗位。',
  },
  {
    hello: 'Hello, {{name}}',
    roles: 'Your role: {{roles}}',
    otherTitle: 'This role has no pages of its own yet',
    otherHint: 'The present version takes, dispatches and settles repair requests. What you can do now:',
    notices: 'Read your notices, top right; each leads to its record if you may see it',
    password: 'Change password, language and appearance in the menu behind your name, top right',
    auditHint:
      'Every action has been written to the audit trail from the first day on; the pages to search it come in a later version.',
    ask: 'If you need requests, work orders or customers, ask the system administrator for another role.',
  },
)
