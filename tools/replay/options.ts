import { parseArgs } from 'node:util'

export interface Options {
  file: string
  limit: number
  rate: number | undefined
  clients: number
  run: string
  /** a server that runs already; absent: one is started */
  url: string | undefined
  logins: string | undefined
  dataDir: string | undefined
}

export const HELP = `npm run replay -- FILE [options]

Sends the messages of a table, .xlsx or .csv (columns 留言编号, 留言主题, 留言时间, 留言详情), through the API as residents'
repair requests and drives each to its settlement; then counts in the database what came of it.

  --limit N       only the first N messages
  --rate R        begin R messages a second (default: as fast as they go)
  --clients C     messages on their way at once (default 4)
  --run LABEL     the same label repeats a run: what is there already is not made again (default "replay")
  --data-dir DIR  data folder of the server; with --url for the count, without it a server is started on the folder,
                  which stays (default: a temporary folder, which goes)
  --url URL       a running server of the demo; then the count needs --data-dir or DATABASE_URL
  --logins FILE   lines "account password" (agent, dispatcher, technician) and phones of residents, such as the server
                  prints at its first start; first passwords are changed, and the new ones written into the file
`

/** Reads the command line. @throws Error that says what to write instead; `undefined` when help is asked for */
export function readOptions(argv: string[], databaseUrl: string | undefined): Options | undefined {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      limit: text,
      rate: text,
      clients: text,
      run: text,
      url: text,
      logins: text,
      'data-dir': text,
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const [file, ...others] = positionals
  if (!file || others.length > 0) throw new Error('name one workbook: npm run replay -- FILE.xlsx')
  const { url, logins, 'data-dir': dataDir } = values
  if (url && !logins) throw new Error('--url needs --logins FILE: who is to act on that server?')
  if (url && !dataDir && !databaseUrl)
    throw new Error('--url needs --data-dir DIR or DATABASE_URL: what came of it is counted in the database')
  if (!url && logins && !dataDir) throw new Error('--logins without --url needs --data-dir: whose logins are they?')
  return {
    file,
    limit: number('limit', values.limit, true) ?? Number.POSITIVE_INFINITY,
    rate: number('rate', values.rate, false),
    clients: number('clients', values.clients, true) ?? 4,
    run: values.run ?? 'replay',
    url: url?.replace(/\/+$/, ''),
    logins,
    dataDir,
  }
}

function number(name: string, text: string | undefined, whole: boolean): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value) || (whole && !Number.isInteger(value)))
    throw new Error(`--${name} must be a ${whole ? 'whole ' : ''}number above 0, not "${text}"`)
  return value
}
