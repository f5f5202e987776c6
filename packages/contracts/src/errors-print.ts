import { type ErrorText, e } from './error-text.ts'

/** What can go wrong with a print. */
export const printErrors = {
  'print.tooHeavy': e(
    'limit',
    '一次打印的内容过多，请减少工单数量后再打印。',
    'That is too much for one print. Print fewer orders at once.',
  ),
} as const satisfies Record<string, ErrorText>
