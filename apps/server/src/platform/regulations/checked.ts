import type { Rule } from './store.ts'

/** A reader of published content. It never changes, so it is checked once per process. */
export function checkedOnce<Content>(schema: { parse(content: unknown): Content }): (rule: Rule) => Content {
  const parsed = new WeakMap<object, Content>()
  return (rule) => {
    const key = rule.content as object
    const known = parsed.get(key)
    if (known) return known
    const content = schema.parse(key)
    parsed.set(key, content)
    return content
  }
}
