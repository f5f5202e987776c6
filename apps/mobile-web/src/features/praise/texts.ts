import { texts } from '@sims/ui'

export const useText = texts(
  'praise',
  {
    title: '客户表扬',
    none: '还没有收到表扬，客户的好评会出现在这里。',
    team: '表扬班组',
  },
  {
    title: 'Praise from customers',
    none: 'None yet. What customers say to praise you appears here.',
    team: 'To the team',
  },
)
