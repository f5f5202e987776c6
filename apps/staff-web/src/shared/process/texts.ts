import { texts } from '@sims/ui'

export const useProcessText = texts(
  'process',
  {
    clocks: '办理时限',
    clock: '时限',
    nature: '性质',
    target: '目标',
    promise: '承诺',
    internal: '内部',
    timer: '定时',
    case: '{{when}}：{{target}}',
    otherwise: '其他：{{target}}',
    faults: '需要改正（{{count}}）',
    picture: '流程图',
    nothingDrawn: '还没有能画出的状态。',
  },
  {
    clocks: 'Clocks',
    clock: 'Clock',
    nature: 'Nature',
    target: 'Target',
    promise: 'Promise',
    internal: 'Internal',
    timer: 'Timer',
    case: '{{when}}: {{target}}',
    otherwise: 'Otherwise: {{target}}',
    faults: 'To correct ({{count}})',
    picture: 'The process',
    nothingDrawn: 'There is no state yet that can be drawn.',
  },
)
