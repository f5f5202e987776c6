import { texts } from '@sims/ui'

export const useRecordText = texts(
  'record',
  {
    promise: '对客承诺',
    internal: '内部时限',
    met: '已达成，{{time}}',
    metLate: '超时后达成，{{time}}',
    paused: '已暂停计时',
    cancelled: '已停止计时',
    noSteps: '您目前没有可执行的操作。',
    sure: '确定要{{step}}吗？',
    process: '流程',
    processFailed: '流程图没有加载成功。',
    close: '关闭记录',
    key: '快捷键 {{key}}',
  },
  {
    promise: 'Promise',
    internal: 'Internal',
    met: 'Met {{time}}',
    metLate: 'Met late, {{time}}',
    paused: 'Paused',
    cancelled: 'Stopped',
    noSteps: 'There is nothing for you to do here now.',
    sure: '{{step}}: are you sure?',
    process: 'Process',
    processFailed: 'The picture of the process could not be loaded.',
    close: 'Close the record',
    key: 'Key {{key}}',
  },
)
