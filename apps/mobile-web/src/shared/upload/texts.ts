import { texts } from '@sims/ui'

export const useText = texts(
  'upload',
  {
    add: '拍照或选图',
    photo: '照片 {{number}}',
    remove: '删除这张照片',
    sending: '正在上传',
    lost: '上传中断，点此重试',
  },
  {
    add: 'Take or pick',
    photo: 'Photo {{number}}',
    remove: 'Remove this photo',
    sending: 'Sending',
    lost: 'Interrupted. Tap to retry',
  },
)
