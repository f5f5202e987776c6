import { importSubjectNames, type Locale, type Names } from '@sims/contracts'
import type { Book } from '#platform/exchange'
import type { Sheet } from './sheet/sheet.ts'
import { shownValue } from './sheet/values.ts'

const words = {
  notes: { 'zh-CN': '填写说明', en: 'How to fill it in' },
  choices: { 'zh-CN': '可选项', en: 'Choices' },
  column: { 'zh-CN': '列', en: 'Column' },
  needed: { 'zh-CN': '必填', en: 'Required' },
  yes: { 'zh-CN': '是', en: 'yes' },
  hint: { 'zh-CN': '说明', en: 'What belongs there' },
  examples: { 'zh-CN': '示例', en: 'Examples' },
} as const satisfies Record<string, Names>

/** The columns of a sheet in somebody's language, each with its choices. */
export const columnsOf = <F extends string>({ fields }: Sheet<F>, locale: Locale, only?: readonly F[]) =>
  (only ?? (Object.keys(fields) as F[])).map((field) => {
    const { names, width = 16, choices, list: several } = fields[field]
    const list = choices && !several ? { choices: Object.values(choices).map((one) => one[locale]) } : {}
    return { heading: names[locale], width, ...list }
  })

/** An empty table of a sheet with a second one that says what belongs in it, with examples. */
export function templateOf<F extends string>(sheet: Sheet<F>, locale: Locale): Book {
  const fields = Object.keys(sheet.fields) as F[]
  const say = (word: keyof typeof words) => words[word][locale]
  const explained = fields.map((field) => {
    const { names, hint, required, choices } = sheet.fields[field]
    const list = choices
      ? `${hint[locale]}：${Object.values(choices)
          .map((one) => one[locale])
          .join('、')}`
      : hint[locale]
    return [names[locale], required ? say('yes') : '', list]
  })
  const examples = sheet.examples.map((row) =>
    fields.map((field) => shownValue(sheet.subject, field, row[field] ?? null, locale)),
  )
  return {
    sheet: importSubjectNames[sheet.subject][locale],
    columns: columnsOf(sheet, locale),
    choices: say('choices'),
    notes: [
      { sheet: say('notes'), widths: [20, 10, 60], rows: [[say('column'), say('needed'), say('hint')], ...explained] },
      {
        sheet: say('examples'),
        widths: fields.map((field) => sheet.fields[field].width ?? 16),
        rows: [fields.map((field) => sheet.fields[field].names[locale]), ...examples],
      },
    ],
  }
}
