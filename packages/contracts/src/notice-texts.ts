import { z } from 'zod'
import { text } from './fields.ts'

const both = (max: number) => z.strictObject({ 'zh-CN': text(max), en: text(max) })

/**
 * What a kind of notice says, with placeholders such as `{number}` (`placeholdersOf`). Plain text: nothing in it is
 * markup. `mail`: it leaves by e-mail too. What no shape shows is judged before a version is reviewed.
 */
export const noticeText = z.strictObject({ title: both(80), body: both(500), mail: z.boolean() })
export type NoticeText = z.infer<typeof noticeText>
