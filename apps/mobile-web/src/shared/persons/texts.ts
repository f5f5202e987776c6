import { texts } from '@sims/ui'

export const useText = texts(
  'persons',
  {
    title: '切换身份',
    hint: '这可能是您代办的人、或同一手机号其他人的事项，请切换后再看。',
    actFor: '代 {{name}} 办理',
    switchTo: '切换',
  },
  {
    title: 'Switch',
    hint: 'This may belong to somebody you act for, or to another person with this phone. Switch, then look again.',
    actFor: 'Act for {{name}}',
    switchTo: 'Switch',
  },
)
