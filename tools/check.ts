/**
 * `npm run check`: everything that can be known without running the product, in under a minute. One line per part
 * with its time, and the output of those that failed.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const cache = resolve(root, 'node_modules/.cache/sims')
const atOnce = 2

interface Part {
  name: string
  /** Arguments for Node. */
  command: string[]
}

function parts(): Part[] {
  const types = (name: string, project: string): Part => ({
    name: `types: ${name}`,
    command: [
      'node_modules/typescript/bin/tsc',
      ...[
        '-p',
        project,
        '--noEmit',
        '--incremental',
        '--tsBuildInfoFile',
        `${cache}/${name.replaceAll('/', '-')}.json`,
      ],
    ],
  })
  const ownProjects = ['packages', 'apps']
    .flatMap((folder) => readdirSync(resolve(root, folder)).map((name) => `${folder}/${name}`))
    .filter((folder) => existsSync(resolve(root, folder, 'tsconfig.json')))
  // the longest first: two run at a time
  return [
    types('server and tools', 'tsconfig.json'),
    ...ownProjects.map((folder) => types(folder, `${folder}/tsconfig.json`)),
    { name: 'generated files', command: ['tools/generate.ts', '--check'] },
    { name: 'architecture', command: ['tools/architecture.ts'] },
    {
      name: 'format and lint',
      command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--diagnostic-level=error', '.'],
    },
    { name: 'error texts', command: ['tools/error-texts.ts'] },
    { name: 'API changes', command: ['tools/openapi-diff.ts'] },
  ]
}

/** Runs all parts and prints them as they end. */
export async function runChecks(): Promise<{ passed: number; failed: number }> {
  mkdirSync(cache, { recursive: true })
  const waiting = parts()
  const count = { passed: 0, failed: 0 }
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const started = performance.now()
      const { code, output } = await run(part)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${code === 0 ? '✔' : '✖'} ${part.name} (${seconds} s)`)
      if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '    '))
      count[code === 0 ? 'passed' : 'failed'] += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return count
}

function run(part: Part): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, part.command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    child.on('error', fail)
    child.on('close', (code) => done({ code, output }))
  })
}

if (import.meta.main) {
  const { passed, failed } = await runChecks()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
