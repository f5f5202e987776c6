import { texts } from '@sims/ui'

export const useText = texts(
  'me',
  {
    title: '我的',
    premises: '我的房屋',
    verified: '已认证',
    unverified: '待物业核实',
    reading: '显示设置',
    normalNow: '字号：标准',
    largeNow: '字号：大字',
    language: '语言：中文',
    signOut: '退出登录',
    demo: '这是演示环境，公司、人员和数据均为虚构。',
  },
  {
    title: 'Me',
    premises: 'My premises',
    verified: 'verified',
    unverified: 'to be verified',
    reading: 'Reading',
    normalNow: 'Type: normal',
    largeNow: 'Type: large',
    language: 'Language: English',
    signOut: 'Sign out',
    demo: 'This is a demonstration: the company, its people and its data are invented.',
  },
)
