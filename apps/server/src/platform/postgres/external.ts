import { errorCode, StartupError } from '../startup/index.ts'

const TEXTS: Readonly<Record<string, readonly [code: string, zh: string, en: string]>> = {
  '3D000': [
    'startup.databaseMissing',
    'DATABASE_URL 中的数据库不存在，请先在该服务器上创建（create database …），再启动。',
    'The database of DATABASE_URL does not exist: create it on that server (create database …), then start again.',
  ],
  '28P01': [
    'startup.databaseLogin',
    '数据库拒绝登录，请核对 DATABASE_URL 中的用户名和密码（特殊字符须做 URL 编码）。',
    'The database refused the login: check user and password of DATABASE_URL (special characters must be URL-encoded).',
  ],
  '42501': [
    'startup.databaseRights',
    'DATABASE_URL 的用户权限不足，无法建立角色和表结构，请改用数据库的所有者且具有 CREATEROLE 权限的用户。',
    'The user of DATABASE_URL may not create roles and tables: use the owner of the database, with the right CREATEROLE.',
  ],
  unreachable: [
    'startup.databaseUnreachable',
    '无法连接 DATABASE_URL 指向的服务器，请检查地址、端口、防火墙以及 PostgreSQL 是否在运行。',
    'The server of DATABASE_URL does not answer: check host, port and firewall, and that PostgreSQL is running.',
  ],
}
const SAME: Readonly<Record<string, string>> = {
  '28000': '28P01',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOENT: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'unreachable',
}

/**
 * A {@link StartupError} for what keeps an external server from being used and the operator can put right (codes:
 * SQLSTATE or the system's); any other error as it came.
 */
export function explainExternal(error: unknown): unknown {
  const code = errorCode(error)
  const text = TEXTS[SAME[code] ?? code]
  return text ? new StartupError(...text, { cause: error }) : error
}
