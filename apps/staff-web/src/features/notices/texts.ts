import { texts } from '@sims/ui'

export const useText = texts(
  'notices',
  {
    notices: '通知',
    unread: '通知，有未读',
    none: '暂无通知',
    noneHint: '派单、催单、即将超时等消息会出现在这里。',
    readAll: '全部标为已读',
    more: '加载更多',
  },
  {
    notices: 'Notices',
    unread: 'Notices, some unread',
    none: 'No notices',
    noneHint: 'Orders, urges and times about to run out are told here.',
    readAll: 'Mark all as read',
    more: 'Load more',
  },
)
