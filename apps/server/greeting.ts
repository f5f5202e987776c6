import { readFileSync } from 'node:fs'
import { roleNames } from '@sims/contracts'
import { DomainError } from '#kernel'
import type { DemoLoaded } from '#modules/demo'
import { textOf } from '#platform/http'
import { StartupError } from '#platform/startup'

export const say = (text: string) => process.stdout.write(`${text}\n`)

/** The first logins of a new installation. They are printed once and kept nowhere. */
export function printLogins({ logins, residents }: DemoLoaded): void {
  say('')
  say('首次启动：以下账号仅显示这一次，首次登录须修改密码。演示数据均为虚构。')
  say('First start: these logins are shown once; change each password at the first login. All demo data are invented.')
  say('')
  const width = Math.max(...logins.map((login) => login.account.length))
  for (const { account, password, role } of logins) {
    say(`  ${account.padEnd(width)}  ${password}  ${roleNames[role]['zh-CN']} ${roleNames[role].en}`)
  }
  say('')
  for (const { phone, name, premises } of residents) say(`  ${phone}  ${name} ${premises}`)
  say('')
}

/** Says that the server answers, and what to do next. */
export function greet(url: string, empty: boolean): void {
  say(`SIMS is ready: ${url}`)
  if (empty) say(`首次使用请打开 ${url}/setup 建立企业。 Open ${url}/setup to found the company.`)
}

/** What can be set, for `--help`. */
export function printHelp(): void {
  say(`SIMS 服务信息管理系统 Service Information Management System

  npm start                 启动（首次启动载入虚构的演示企业）  start, with an invented company at first
  npm start -- --empty      空库启动，由向导建立企业            start empty, a wizard founds the company

  PORT           端口，默认 3000                  port, 3000 by default
  HOST           监听地址，默认仅本机             address to listen on, this machine alone by default
  DATA_DIR       数据目录，默认 ./data            data folder, ./data by default
  DATABASE_URL   外部 PostgreSQL 15 及以上        an external PostgreSQL, 15 or newer
  DATABASE_POOL_URL  它的事务级连接池             its pooler, in transaction mode
  PUBLIC_URL     用户访问的网址                   the address that browsers use
  TLS_CERT TLS_KEY   证书与私钥文件               certificate and key files
  TRUST_PROXY    可信代理的层数或地址             trusted proxies: hops or addresses
  SMTP_URL       发信服务器                       mail server
  SMS_GATEWAY_URL, WECHAT_GATEWAY_URL
                 短信、微信网关                   gateways for text messages and WeChat
  BACKUP_TO      备份位置，默认 DATA_DIR/backups  where backups go, DATA_DIR/backups by default
  BACKUP_OFFSITE 第二份备份：目录或 s3://…        a second copy: a folder or s3://…
  BACKUP_PASSPHRASE_FILE   备份口令文件（可选）   file of a passphrase that opens backups (optional)
  SIMS_ROLES     http,jobs,ingest                 roles of this process
  LOG_LEVEL      日志级别，默认 warn              level of the log, warn by default`)
}

export function printVersion(): void {
  say(versionOf())
}

/** The release of this SIMS. */
export function versionOf(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** What the person at the keyboard can put right in both languages; anything else as it is, for whoever mends it. */
export function reasonOf(error: unknown): string {
  if (error instanceof StartupError) return error.message
  if (error instanceof DomainError) return [error.code, ...inBoth(error.code, error.params)].join('\n')
  return (error as Error).stack ?? String(error)
}

const inBoth = (code: string, params: Record<string, unknown>) =>
  (['zh-CN', 'en'] as const).map((locale) => textOf(code, locale, params))
