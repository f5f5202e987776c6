import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const unowned = new Set(['node_modules', 'dist', '.git', '.sims', 'data'])
export const isCode = (path: string) => /\.(ts|tsx|mts|cts|js|mjs|cjs|jsx)$/.test(path)

/**
 * Paths (relative to `root`, with slashes, sorted) of the files that belong to the repository: what git tracks or
 * would add. A tree without git (a release archive, a planted tree) is walked instead.
 */
export function repositoryFiles(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return walk(root, '').sort()
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  return listed
    .split('\0')
    .filter((path) => path !== '' && lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .sort()
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return unowned.has(entry.name) ? [] : walk(root, path)
    return entry.isFile() ? [path] : []
  })
}

/** `packages/contracts` for `packages/contracts/src/index.ts`; undefined outside packages/ and apps/. */
export function packageOf(path: string): string | undefined {
  return /^(?:packages|apps)\/[^/]+(?=\/)/.exec(path)?.[0]
}
