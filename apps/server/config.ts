import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { StartupError } from '#platform/startup'
import {
  type Fault,
  type LogLevel,
  POOL_ALONE,
  Refused,
  ROLES,
  type Role,
  readBackupPlace,
  readDatabaseUrl,
  readGatewayUrl,
  readHost,
  readLogLevel,
  readNetworks,
  readPoolUrl,
  readPort,
  readPublicUrl,
  readRoles,
  readSmtpUrl,
  readTls,
  readTrustProxy,
} from './config-fields.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')

export type { Role }

export interface Config {
  /** 0 lets the system choose */
  port: number
  /** undefined: every address of the machine with TLS, else this machine alone */
  host: string | undefined
  /** absolute path */
  dataDir: string
  /** undefined: the embedded PostgreSQL */
  databaseUrl: string | undefined
  /** the same database through a pooler in transaction mode; undefined: none */
  databasePoolUrl: string | undefined
  /** origin under which browsers reach SIMS, without a slash at the end; undefined: not told */
  publicUrl: string | undefined
  /** PEM texts, checked to belong together */
  tls: { cert: string; key: string } | undefined
  /** as Fastify takes it: nobody, number of hops, or addresses, CIDR ranges and the names loopback, linklocal, uniquelocal */
  trustProxy: false | number | string[]
  smtpUrl: string | undefined
  /** gateways for every organization that has connected none of its own */
  gateways: { sms: string | undefined; wechat: string | undefined }
  /** where backups go: absolute path of a folder, or s3://… */
  backupTo: string
  /** the same, for a second copy */
  backupOffsite: string | undefined
  /** absolute path of a file with a passphrase that opens backups beside the master key */
  backupPassphraseFile: string | undefined
  /** networks inside that web hooks may reach beside the internet */
  hookNetworks: string[]
  roles: Role[]
  logLevel: LogLevel
  /** start an empty installation (first-run wizard) instead of the demo company */
  empty: boolean
  help: boolean
  version: boolean
}

/**
 * Reads the settings from environment variables and the flags after the command. This is the only place that knows
 * their names. An empty variable counts as absent. Throws StartupError `startup.config` naming all faults at once.
 * `readFile` gives the text of the two TLS files.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  argv: string[],
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Config {
  const flags = flagsSchema.safeParse(argv)
  const variables = variablesSchema(readFile).safeParse({ ...env, TLS: { cert: env.TLS_CERT, key: env.TLS_KEY } })
  const alone = poolAlone(variables.data)
  const issues = [...(variables.error?.issues ?? []), ...(flags.error?.issues ?? []), ...alone]
  if (!variables.success || !flags.success || alone.length > 0) throw configError(issues)
  const { PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, TLS, TRUST_PROXY, SIMS_ROLES, LOG_LEVEL } = variables.data
  const { SMTP_URL, SMS_GATEWAY_URL, WECHAT_GATEWAY_URL, HOOK_NETWORKS } = variables.data
  const dataDir = DATA_DIR ?? join(REPOSITORY, 'data')
  return {
    port: PORT ?? 3000,
    host: HOST,
    dataDir,
    databaseUrl: DATABASE_URL,
    databasePoolUrl: variables.data.DATABASE_POOL_URL,
    publicUrl: PUBLIC_URL,
    tls: TLS,
    trustProxy: TRUST_PROXY ?? false,
    smtpUrl: SMTP_URL,
    gateways: { sms: SMS_GATEWAY_URL, wechat: WECHAT_GATEWAY_URL },
    backupTo: variables.data.BACKUP_TO ?? join(dataDir, 'backups'),
    backupOffsite: variables.data.BACKUP_OFFSITE,
    backupPassphraseFile: variables.data.BACKUP_PASSPHRASE_FILE,
    hookNetworks: HOOK_NETWORKS ?? [],
    roles: SIMS_ROLES ?? [...ROLES],
    logLevel: LOG_LEVEL ?? 'warn',
    ...flags.data,
  }
}

/** A pooler is only ever a second way to a database. */
function poolAlone(given: { DATABASE_URL?: unknown; DATABASE_POOL_URL?: unknown } | undefined): z.core.$ZodIssue[] {
  if (!given?.DATABASE_POOL_URL || given.DATABASE_URL) return []
  const path = ['DATABASE_POOL_URL']
  return [{ code: 'custom', path, message: POOL_ALONE.en, params: POOL_ALONE, input: undefined }]
}

/** The settings of this process; a command that has flags of its own gives none. */
export const processConfig = (flags = process.argv.slice(2)): Config => readConfig(process.env, flags)

/** A field whose text `read` turns into a value, or refuses by throwing Refused. */
function field<T>(read: (text: string) => T) {
  return z
    .string()
    .optional()
    .transform((text, context) => attempt(context, () => (text?.trim() ? read(text.trim()) : undefined)))
}

function attempt<T>(context: z.core.$RefinementCtx, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    context.issues.push({ code: 'custom', message: error.message, params: error.fault, input: undefined })
    return z.NEVER
  }
}

const variablesSchema = (readFile: (path: string) => string) =>
  z.object({
    PORT: field(readPort),
    HOST: field(readHost),
    DATA_DIR: field((text) => resolve(text)),
    DATABASE_URL: field(readDatabaseUrl),
    DATABASE_POOL_URL: field(readPoolUrl),
    PUBLIC_URL: field(readPublicUrl),
    TLS: z
      .object({ cert: z.string().optional(), key: z.string().optional() })
      .transform(({ cert, key }, context) => attempt(context, () => readTls(cert?.trim(), key?.trim(), readFile))),
    TRUST_PROXY: field(readTrustProxy),
    SMTP_URL: field(readSmtpUrl),
    SMS_GATEWAY_URL: field(readGatewayUrl),
    WECHAT_GATEWAY_URL: field(readGatewayUrl),
    BACKUP_TO: field(readBackupPlace),
    BACKUP_OFFSITE: field(readBackupPlace),
    BACKUP_PASSPHRASE_FILE: field((text) => resolve(text)),
    HOOK_NETWORKS: field(readNetworks),
    SIMS_ROLES: field(readRoles),
    LOG_LEVEL: field(readLogLevel),
  })

const flagsSchema = z.array(z.string()).transform((argv, context) =>
  attempt(context, () => {
    const flag = { type: 'boolean', default: false } as const
    try {
      const { values } = parseArgs({ args: argv, options: { empty: flag, help: flag, version: flag } })
      return { empty: values.empty, help: values.help, version: values.version }
    } catch {
      const unknown = argv.filter((word) => !['--empty', '--help', '--version'].includes(word)).join(' ')
      throw new Refused(
        `不认识 ${unknown}，可用：--empty、--help、--version。`,
        `${unknown} is not known: use --empty, --help or --version.`,
      )
    }
  }),
)

function configError(issues: z.core.$ZodIssue[]): StartupError {
  const name = (issue: z.core.$ZodIssue) => String(issue.path[0] ?? '').replace(/^TLS$/, 'TLS_CERT / TLS_KEY')
  const lines = issues.map((issue) => {
    const { zh, en } = ('params' in issue ? issue.params : undefined) as Fault
    return { zh: name(issue) ? `${name(issue)} ${zh}` : zh, en: name(issue) ? `${name(issue)}: ${en}` : en }
  })
  return new StartupError(
    'startup.config',
    ['启动参数有误，请改正后重新启动：', ...lines.map((line) => `  ${line.zh}`)].join('\n'),
    ['Some settings are wrong, correct them and start again:', ...lines.map((line) => `  ${line.en}`)].join('\n'),
  )
}
