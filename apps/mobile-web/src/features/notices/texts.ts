import { texts } from '@sims/ui'

export const useText = texts(
  'notices',
  {
    title: '消息',
    readAll: '全部已读',
    unread: '未读',
    none: '还没有消息',
    noneHint: '报修有进展时，会在这里通知您。',
  },
  {
    title: 'Messages',
    readAll: 'Read all',
    unread: 'unread',
    none: 'No messages yet',
    noneHint: 'You are told here when something moves on.',
  },
)
