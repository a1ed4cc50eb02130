/** How the embedded server runs. Given at each start, so that a new version of Everydot can change them. */
const SETTINGS = {
  // reached by socket only, and only by those who can enter the socket's folder
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  // acknowledged is durable
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // the log may not quote a statement, a parameter or a row: personal data
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_checkpoints: 'off',
  // one machine, many short statements
  shared_buffers: '256MB',
  max_connections: '60',
  jit: 'off',
  // a bulk load makes tables a thousand times larger within seconds: plans need to hear of it (default: a minute)
  autovacuum_naptime: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
} as const;

export function commandLineOf(others: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...SETTINGS, ...others }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
