import { texts } from '@sims/ui'

export const useText = texts(
  'app',
  {
    tabs: '主导航',
    home: '首页',
    requests: '服务单',
    notices: '消息',
    me: '我的',
    orders: '我的工单',
    pool: '工单池',
    broken: '页面出错了',
    brokenHint: '请重新打开本页。如仍有问题，请致电物业服务中心。',
    reload: '重新打开',
  },
  {
    tabs: 'Main navigation',
    home: 'Home',
    requests: 'Requests',
    notices: 'Messages',
    me: 'Me',
    orders: 'My orders',
    pool: 'Pool',
    broken: 'This page has failed',
    brokenHint: 'Open it again. If it persists, call the service centre.',
    reload: 'Open again',
  },
)
