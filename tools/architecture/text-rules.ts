export interface TextFinding {
  rule: 'long file' | 'foreign place'
  line: number
  text: string
}

const longest = 400
const measured = /\.(?:ts|tsx|mts|js|mjs|jsx|sql|css)$/
const generated = /\.gen\.\w+$/
const binary = /\.(?:png|jpe?g|webp|gif|ico|woff2?|ttf|xlsx|pdf|zip|gz)$/

/** A folder of the machine it was written on, or the host of a package registry. */
const foreign =
  /(?<![\w.\-)}\]])\/work\/\w|registry\.(?:npmjs|yarnpkg|npmmirror)|npmmirror\.com|\/home\/\w+\/|\/Users\/\w+\//

/** What holds for every text file of the repository. */
export function textFindings(path: string, text: string): TextFinding[] {
  if (binary.test(path)) return []
  const found: TextFinding[] = []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const reasoned = lines.slice(0, 10).some((line) => /Long because: \S/.test(line))
  if (measured.test(path) && !generated.test(path) && lines.length > longest && !reasoned)
    found.push({
      rule: 'long file',
      line: 1,
      text: `${lines.length} lines: split it, or say "Long because: …" at its top`,
    })
  for (const [index, line] of lines.entries()) {
    const hit = foreign.exec(line)
    if (hit) found.push({ rule: 'foreign place', line: index + 1, text: `"${hit[0]}" is no place of this repository` })
  }
  return found
}
