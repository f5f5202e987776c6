/** A text with its placeholders filled in, once: what a value holds is never taken for a placeholder. */
export const fill = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] as string) : ''))
