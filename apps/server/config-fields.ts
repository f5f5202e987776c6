import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { parseBucket } from '#platform/backup'
import { readTarget } from '#platform/gateway'

export const ROLES = ['http', 'jobs', 'ingest'] as const
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const PROXY_WORDS = ['loopback', 'linklocal', 'uniquelocal']

export type Role = (typeof ROLES)[number]
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A sentence in each language; without the name of the variable, which is put before it. */
export interface Fault {
  zh: string
  en: string
}

/** Thrown by each of the readers below, which turn the text of one setting into its value. */
export class Refused extends Error {
  readonly fault: Fault
  constructor(zh: string, en: string) {
    super(en)
    this.fault = { zh, en }
  }
}

export function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new Refused('应为 0 至 65535 的整数，例如 3000。', 'must be a whole number from 0 to 65535, for instance 3000.')
}

export function readHost(text: string): string {
  if (isIP(text) || /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text)) return text
  throw new Refused(
    '应为本机的 IP 地址或主机名（不含端口和 http://），例如 127.0.0.1 或 0.0.0.0。',
    'must be an IP address or host name of this machine (no port, no http://), for instance 127.0.0.1 or 0.0.0.0.',
  )
}

export function readDatabaseUrl(text: string): string {
  const url = parseUrl(text, ['postgres:', 'postgresql:'])
  if (url?.pathname.slice(1)) return text
  throw new Refused(
    '应形如 postgres://用户:口令@主机:5432/数据库（口令中的特殊字符须按 URL 编码），不填则使用内置数据库。',
    'must look like postgres://user:password@host:5432/database (special characters of the password URL-encoded); leave it out to use the built-in database.',
  )
}

/** Only where the pooler is: people sign in to it as the application, with the password that SIMS has made. */
export function readPoolUrl(text: string): string {
  const url = parseUrl(text, ['postgres:', 'postgresql:'])
  if (url?.hostname && url.pathname.slice(1) && !url.username && !url.password) return text
  throw new Refused(
    '应形如 postgres://主机:6432/数据库，不含用户和口令：SIMS 经连接池以 sims_app 登录。',
    'must look like postgres://host:6432/database without a user or a password: through the pooler SIMS logs in as sims_app.',
  )
}

export const POOL_ALONE: Fault = {
  zh: '须与 DATABASE_URL 一起使用：建表和事件推送需要直连数据库。',
  en: 'needs DATABASE_URL beside it: the schema and the event streams need a direct connection.',
}

export function readPublicUrl(text: string): string {
  const url = parseUrl(text, ['http:', 'https:'])
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (bare) return url.origin
  throw new Refused(
    '应为浏览器访问 SIMS 的地址，只含协议、主机和端口，例如 https://sims.example.com。',
    'must be the address under which browsers reach SIMS, only scheme, host and port, for instance https://sims.example.com.',
  )
}

export function readSmtpUrl(text: string): string {
  if (parseUrl(text, ['smtp:', 'smtps:'])) return text
  throw new Refused(
    '应形如 smtps://用户:口令@主机:465 或 smtp://主机:25（特殊字符须按 URL 编码），不填则不发送邮件。',
    'must look like smtps://user:password@host:465 or smtp://host:25 (special characters URL-encoded); leave it out to send no mail.',
  )
}

/** Of a gateway for text messages or WeChat: the id of the key and the key stand where a user and password do. */
export function readGatewayUrl(text: string): string {
  const url = parseUrl(text, ['http:', 'https:'])
  try {
    if (url && /^[\w.-]{1,64}$/.test(url.username) && decodeURIComponent(url.password).length >= 32) {
      readTarget(Object.assign(new URL(text), { username: '', password: '' }).href)
      return text
    }
  } catch {
    // said below
  }
  throw new Refused(
    '应形如 https://密钥编号:密钥@主机/路径（密钥至少 32 位，特殊字符须按 URL 编码；网关就在本机时才可用 http://），不填则由系统管理员在网页上接通。',
    'must look like https://key-id:key@host/path (a key of at least 32 characters, special ones URL-encoded; http:// for a gateway on this machine only); leave it out to connect one on the page of the system administrator.',
  )
}

/** A folder, absolute in the answer, or a bucket as it was given. */
export function readBackupPlace(text: string): string {
  if (!/^\w\w+:/.test(text)) return resolve(text)
  if (parseBucket(text)) return text
  throw new Refused(
    '应为目录，或形如 s3://密钥编号:密钥@存储桶/路径?endpoint=https://主机&region=区域（特殊字符须按 URL 编码；MinIO 等另加 &path-style=1）。',
    'must be a folder, or look like s3://KEY:SECRET@bucket/path?endpoint=https://host&region=name (special characters URL-encoded; with MinIO and the like add &path-style=1).',
  )
}

/** The URL when it has one of the protocols and a host. */
function parseUrl(text: string, protocols: string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && protocols.includes(url.protocol) && url.hostname ? url : undefined
}

export function readTls(cert: string | undefined, key: string | undefined, readFile: (path: string) => string) {
  if (!cert && !key) return undefined
  if (!cert || !key) {
    throw new Refused(
      '必须同时设置：证书文件与私钥文件（PEM 格式）。',
      'must both be set: the files of the certificate and of its private key (PEM).',
    )
  }
  const certText = readPem(cert, readFile)
  const keyText = readPem(key, readFile)
  let fits = false
  try {
    fits = new X509Certificate(certText).checkPrivateKey(createPrivateKey(keyText))
  } catch {
    throw new Refused(
      `${cert} 应为 PEM 格式的证书，${key} 应为 PEM 格式且未加密的私钥。`,
      `${cert} must be a certificate in PEM format and ${key} an unencrypted private key in PEM format.`,
    )
  }
  if (fits) return { cert: certText, key: keyText }
  throw new Refused(
    `私钥 ${key} 与证书 ${cert} 不匹配，请使用同一次申请得到的两个文件（证书链中服务器证书放在最前）。`,
    `the private key ${key} does not belong to the certificate ${cert}: use the two files of one request (in a chain the server's certificate comes first).`,
  )
}

function readPem(path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path)
  } catch {
    throw new Refused(
      `中的文件 ${path} 无法读取，请检查路径以及当前用户的读取权限。`,
      `the file ${path} cannot be read: check the path and that this user may read it.`,
    )
  }
}

export function readTrustProxy(text: string): false | number | string[] {
  if (text === 'false' || text === '0') return false
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  const parts = text.split(',').map((part) => part.trim())
  if (parts.every((part) => PROXY_WORDS.includes(part) || isAddressOrRange(part))) return parts
  throw new Refused(
    '应为 false、可信代理的层数（例如 1），或以逗号分隔的代理地址或网段（例如 10.0.0.5,192.168.0.0/16）；不接受 true，因为那样任何人都能伪造来源地址。',
    'must be false, the number of trusted proxies (for instance 1), or addresses or ranges with commas between (for instance 10.0.0.5,192.168.0.0/16); true is refused because then anybody could forge an address.',
  )
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Addresses or CIDR ranges with commas between. */
export function readNetworks(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.every(isAddressOrRange)) return parts
  throw new Refused(
    '应为以逗号分隔的 IP 地址或网段（例如 10.0.0.5,192.168.0.0/16），不填则推送只到互联网地址。',
    'must be addresses or ranges with commas between (for instance 10.0.0.5,192.168.0.0/16); leave it out and web hooks reach the internet only.',
  )
}

export function readRoles(text: string): Role[] {
  const names = text.split(',').map((name) => name.trim())
  const roles = ROLES.filter((role) => names.includes(role))
  if (names.every((name) => (ROLES as readonly string[]).includes(name))) return roles
  throw new Refused(
    '应为 http、jobs、ingest 中的一个或几个，以逗号分隔；不填则全部承担。',
    'must be one or more of http, jobs and ingest with commas between; leave it out for all of them.',
  )
}

export function readLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text)
  if (level !== undefined) return level
  throw new Refused(`应为 ${LOG_LEVELS.join('、')} 之一。`, `must be one of ${LOG_LEVELS.join(', ')}.`)
}
