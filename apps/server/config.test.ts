import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { StartupError } from '#platform/startup'
import { readConfig } from './config.ts'

function faultsOf(env: Record<string, string>, argv: string[] = []): StartupError {
  try {
    readConfig(env, argv)
  } catch (error) {
    assert.ok(error instanceof StartupError)
    return error
  }
  throw new assert.AssertionError({ message: `accepted ${JSON.stringify({ env, argv })}` })
}

const folder = mkdtempSync(join(tmpdir(), 'sims-config-'))
const file = (name: string) => join(folder, name)

before(() => {
  for (const name of ['a', 'b']) {
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', `/CN=${name}`]
    execFileSync('openssl', [...request, '-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)], {
      stdio: 'ignore',
    })
  }
})
after(() => rmSync(folder, { recursive: true }))

test('without settings everything has its default', () => {
  const config = readConfig({}, [])
  assert.equal(config.port, 3000)
  assert.match(config.dataDir, /\/data$/)
  assert.deepEqual(config.roles, ['http', 'jobs', 'ingest'])
  assert.equal(config.trustProxy, false)
  assert.equal(config.logLevel, 'warn')
  for (const absent of ['host', 'databaseUrl', 'publicUrl', 'tls', 'smtpUrl'] as const) {
    assert.equal(config[absent], undefined)
  }
})

test('empty and blank variables count as absent', () => {
  assert.deepEqual(readConfig({ PORT: '', DATABASE_URL: '  ', TLS_CERT: '', TRUST_PROXY: '' }, []), readConfig({}, []))
})

test('every value is read', () => {
  const config = readConfig(
    {
      PORT: ' 8443 ',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/sims',
      DATABASE_URL: 'postgres://sims:p%40ss@db.example.com/sims?sslmode=verify-full',
      PUBLIC_URL: 'https://sims.example.com/',
      TRUST_PROXY: '10.0.0.5, 192.168.0.0/16,loopback,fd00::/8',
      DATABASE_POOL_URL: 'postgres://pool.example.com:6432/sims',
      SMTP_URL: 'smtps://a:b@mail.example.com',
      SMS_GATEWAY_URL: `https://id:${'k'.repeat(32)}@sms.example.com/send`,
      BACKUP_TO: '/mnt/backups',
      BACKUP_OFFSITE:
        's3://id:a%2Fb@sims-backups/east?endpoint=https://oss-cn-hangzhou.aliyuncs.com&region=cn-hangzhou',
      BACKUP_PASSPHRASE_FILE: '/etc/sims/passphrase',
      HOOK_NETWORKS: '10.0.0.5, 192.168.0.0/16',
      SIMS_ROLES: 'jobs, http',
      LOG_LEVEL: 'debug',
    },
    ['--empty'],
  )
  assert.deepEqual(config, {
    port: 8443,
    host: '0.0.0.0',
    dataDir: '/var/lib/sims',
    databaseUrl: 'postgres://sims:p%40ss@db.example.com/sims?sslmode=verify-full',
    databasePoolUrl: 'postgres://pool.example.com:6432/sims',
    publicUrl: 'https://sims.example.com',
    tls: undefined,
    trustProxy: ['10.0.0.5', '192.168.0.0/16', 'loopback', 'fd00::/8'],
    smtpUrl: 'smtps://a:b@mail.example.com',
    gateways: { sms: `https://id:${'k'.repeat(32)}@sms.example.com/send`, wechat: undefined },
    backupTo: '/mnt/backups',
    backupOffsite: 's3://id:a%2Fb@sims-backups/east?endpoint=https://oss-cn-hangzhou.aliyuncs.com&region=cn-hangzhou',
    backupPassphraseFile: '/etc/sims/passphrase',
    hookNetworks: ['10.0.0.5', '192.168.0.0/16'],
    roles: ['http', 'jobs'],
    logLevel: 'debug',
    empty: true,
    help: false,
    version: false,
  })
  assert.equal(readConfig({ TRUST_PROXY: '2' }, []).trustProxy, 2)
  assert.equal(readConfig({ TRUST_PROXY: 'false' }, []).trustProxy, false)
})

test('all faults are told at once, in both languages, without secrets', () => {
  const wrong = {
    PORT: '70000',
    HOST: 'http://a',
    DATABASE_URL: 'mysql://root:geheim@db/x',
    PUBLIC_URL: 'https://sims.example.com/app',
    TLS_CERT: file('a.crt'),
    TRUST_PROXY: 'true',
    SMTP_URL: 'mail:geheim',
    SIMS_ROLES: 'http,web',
    LOG_LEVEL: 'loud',
  }
  const error = faultsOf(wrong, ['--emtpy'])
  assert.equal(error.code, 'startup.config')
  for (const text of [error.zh, error.en]) {
    for (const name of [...Object.keys(wrong), '--emtpy']) assert.ok(text.includes(name), `${name} in ${text}`)
    assert.equal(text.split('\n').length, 11)
    assert.ok(!text.includes('geheim'))
  }
})

const refused: [string, string][] = [
  ['PORT', '-1'],
  ['PORT', '3000.5'],
  ['PORT', '0x10'],
  ['DATABASE_URL', 'postgres://host'],
  ['DATABASE_POOL_URL', 'postgres://host:6432/sims'],
  ['DATABASE_POOL_URL', 'postgres://a:b@host:6432/sims'],
  ['PUBLIC_URL', 'sims.example.com'],
  ['PUBLIC_URL', 'https://u:p@sims.example.com'],
  ['TRUST_PROXY', '*'],
  ['TRUST_PROXY', '10.0.0.0/33'],
  ['TRUST_PROXY', '10.0.0.0/8/1'],
  ['TRUST_PROXY', '1,,2'],
  ['SMTP_URL', 'smtp://'],
  ['HOOK_NETWORKS', '10.0.0.0/33'],
  ['SMS_GATEWAY_URL', 'https://sms.example.com/'],
  ['SMS_GATEWAY_URL', 'https://id:short@sms.example.com/'],
  ['SMS_GATEWAY_URL', `http://id:${'k'.repeat(32)}@sms.example.com/`],
  ['WECHAT_GATEWAY_URL', `https://id:${'k'.repeat(32)}@169.254.169.254/`],
  ['SIMS_ROLES', ','],
]
for (const [name, value] of refused) {
  test(`${name}=${value} is refused`, () => assert.ok(faultsOf({ [name]: value }).en.includes(name)))
}

test('certificate and key are read and must fit each other', () => {
  const { tls } = readConfig({ TLS_CERT: file('a.crt'), TLS_KEY: file('a.key') }, [])
  assert.deepEqual(tls, { cert: readFileSync(file('a.crt'), 'utf8'), key: readFileSync(file('a.key'), 'utf8') })
  assert.match(faultsOf({ TLS_CERT: file('a.crt'), TLS_KEY: file('b.key') }).en, /does not belong to/)
  assert.match(faultsOf({ TLS_CERT: file('a.key'), TLS_KEY: file('a.crt') }).en, /PEM/)
  assert.match(faultsOf({ TLS_CERT: file('none.crt'), TLS_KEY: file('a.key') }).en, /none\.crt cannot be read/)
  assert.match(faultsOf({ TLS_KEY: file('a.key') }).en, /both be set/)
})
