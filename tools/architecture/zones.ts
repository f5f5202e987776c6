/** Where a file stands in the table "Who may import what". */
export interface Zone {
  name:
    | 'contracts'
    | 'ui'
    | 'verifier'
    | 'kernel'
    | 'platform'
    | 'domain'
    | 'module'
    | 'server'
    | 'web feature'
    | 'web shared'
    | 'web app'
    | 'web config'
  /** What tells one zone of a kind from the next: platform folder, module, web (and feature). */
  part: string
  /** The file through which others come in (`index.ts` of a platform folder or module). */
  door: boolean
  /** Tests and their helpers (`*.test.ts`, `testing.ts`, `testing/`): production code may not import them. */
  test: boolean
}

type Shape = [pattern: RegExp, name: Zone['name']]

/** First match wins. Named groups `part` (and `web`) make up the part. */
const shapes: Shape[] = [
  [/^packages\/contracts\//, 'contracts'],
  [/^packages\/ui\//, 'ui'],
  [/^packages\/verifier\//, 'verifier'],
  [/^apps\/server\/src\/kernel\//, 'kernel'],
  [/^apps\/server\/src\/platform\/(?<part>[^/]+)\//, 'platform'],
  [/^apps\/server\/src\/modules\/(?<part>[^/]+)\/domain\//, 'domain'],
  [/^apps\/server\/src\/modules\/(?<part>[^/]+)\//, 'module'],
  // app.ts, main.ts, config.ts and what else wires the whole server
  [/^apps\/server\/[^/]+$/, 'server'],
  [/^apps\/(?<web>staff-web|mobile-web)\/src\/features\/(?<part>[^/]+)\//, 'web feature'],
  // the mobile web's command queue serves every feature, like what is shared
  [/^apps\/(?<web>staff-web|mobile-web)\/src\/(?:shared|offline)\//, 'web shared'],
  [/^apps\/(?<web>staff-web|mobile-web)\/src\/(?:app\/|[^/]+$)/, 'web app'],
  [/^apps\/(?<web>staff-web|mobile-web)\/[^/]+$/, 'web config'],
]

const doors = /^apps\/server\/src\/(?:platform|modules)\/[^/]+\/index\.ts$/
const tests = /(?:\.test\.tsx?|(?:^|\/)testing\.tsx?|\/testing\/.*)$/

/** The zone of a path, or undefined: then no rule covers the file, which is itself a fault. */
export function zoneOf(path: string): Zone | undefined {
  for (const [pattern, name] of shapes) {
    const match = pattern.exec(path)
    if (!match) continue
    const { web, part } = match.groups ?? {}
    return { name, part: [web, part].filter(Boolean).join('/'), door: doors.test(path), test: tests.test(path) }
  }
  return undefined
}

export const sameZone = (a: Zone, b: Zone) => a.name === b.name && a.part === b.part
