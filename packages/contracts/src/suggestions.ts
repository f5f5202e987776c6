import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { names } from './process.ts'
import { category } from './requests.ts'

export const suggestFor = z.strictObject({
  description: text(8000, 2),
  placeId: id.optional(),
  /** what was chosen already */
  category: text(60).optional(),
})

export const suggestions = z.strictObject({
  /** words of danger that stand in the text */
  safetyWords: z.array(z.string()),
  /** the likeliest first; `words` of the text are why */
  categories: z.array(
    category
      .pick({ key: true, kind: true, names: true, places: true, concerns: true })
      .extend({ words: z.array(z.string()), urgency: z.int(), priority: z.int() }),
  ),
  /** records that may be about the same; residents get common areas only, without number and text */
  duplicates: z.array(
    z.strictObject({
      id: id.nullable(),
      number: z.string().nullable(),
      categoryNames: names,
      placeName: z.string(),
      description: z.string().nullable(),
      createdAt: instant,
      open: z.boolean(),
    }),
  ),
})
export type Suggestions = z.infer<typeof suggestions>
