import { texts } from '@sims/ui'

export const useText = texts(
  'frame',
  { back: '返回', close: '关闭', optional: '选填', mandatory: '必查', more: '加载更多', call: '拨打电话' },
  { back: 'Back', close: 'Close', optional: 'optional', mandatory: 'must', more: 'Show more', call: 'Call' },
)
