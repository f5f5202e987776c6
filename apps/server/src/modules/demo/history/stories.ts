import { DEFAULT_CATEGORIES } from '#platform/regulations'
import { ARCHIVED } from './stories-archived.ts'
import { COMPLAINTS } from './stories-complaints.ts'
import { OPEN } from './stories-open.ts'
import { RECENT } from './stories-recent.ts'
import type { Story } from './story.ts'

export const STORIES: readonly Story[] = [...ARCHIVED, ...RECENT, ...OPEN, ...COMPLAINTS]

const categories = new Map(DEFAULT_CATEGORIES.map(({ key, content }) => [key, content]))

/** The category of a story as a new company has it. */
export function contentOf({ category }: Pick<Story, 'category'>) {
  const content = categories.get(category)
  if (!content) throw new Error(`no category ${category}`)
  return content
}

export const urgencyOf = (story: Story) => story.urgency ?? contentOf(story).defaultUrgency
