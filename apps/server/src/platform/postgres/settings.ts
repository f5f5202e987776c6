import type { Binaries } from './binaries.ts'

/** Chosen for two cores and 4 GB shared with Node; durable. Each may be overridden by the caller. */
const defaults: Record<string, string> = {
  max_connections: '100',
  superuser_reserved_connections: '3',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  // a place for backups that is away must not fill the disk: then points in time are lost, see platform/backup
  max_slot_wal_keep_size: '8GB',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  ssl: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  default_text_search_config: 'pg_catalog.simple',
  logging_collector: 'on',
  log_filename: 'postgres-%Y%m%d-%H%M%S.log',
  log_file_mode: '0600',
  log_rotation_age: '0',
  log_rotation_size: '10MB',
  log_line_prefix: '%m [%p] %q%u@%d ',
  // Statements and error details can hold personal data, and a log is not sealed.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** Where the server listens: a folder for its Unix socket, or loopback TCP where there are no such sockets. */
export type Endpoint = { socketFolder: string; port: number } | { host: '127.0.0.1'; port: number }

/**
 * Text of postgresql.conf, written anew at each start. The same text means that a running server can be adopted, so
 * it also names the release of the binaries. `ALTER SYSTEM` stays in force: PostgreSQL reads its file afterwards.
 */
export function configurationText(
  binaries: Binaries,
  endpoint: Endpoint,
  logFolder: string,
  overrides: Record<string, string>,
): string {
  const socket = 'socketFolder' in endpoint
  const listen: Record<string, string> = {
    port: String(endpoint.port),
    listen_addresses: socket ? '' : endpoint.host,
    unix_socket_directories: socket ? endpoint.socketFolder : '',
    unix_socket_permissions: '0700',
  }
  const all = { ...defaults, log_directory: logFolder, ...overrides, ...listen }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return [`# Written by SIMS at each start, PostgreSQL ${binaries.version}; changes here are lost.`, ...lines, ''].join(
    '\n',
  )
}
