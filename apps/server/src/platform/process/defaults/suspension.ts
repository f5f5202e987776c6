import { field, names, option, reason } from './parts.ts'

/** Why work stands still; the same choice for requests and orders, so that it can be counted. */
export const suspension = [
  field('cause', 'choice', '挂起原因', 'Why it waits', {
    required: true,
    options: [
      option('customer', '等客户', 'For the customer'),
      option('parts', '等配件', 'For parts'),
      option('contractor', '等维保或外包单位', 'For a contractor'),
      option('approval', '等审批', 'For an approval'),
      option('weather', '天气', 'For the weather'),
    ],
  }),
  { ...reason, names: names('情况说明', 'Explanation') },
  field('until', 'date', '预计恢复日期', 'Expected to go on'),
]
