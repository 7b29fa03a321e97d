/**
 * What every cluster is started with.
 *
 * Durability: `fsync` is off and `full_page_writes` and `synchronous_commit` stay on. A killed postgres (or harness) loses nothing that was
 * committed: WAL is handed to the kernel at commit, and the kernel outlives the process. Full page images stay because SIGKILL can cut an
 * 8 KiB write between two memory pages. Only a power cut or a kernel crash can damage a cluster, and a rehearsal's is made anew then.
 */
export const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // No socket: a path is limited to about 107 bytes, and TCP on the loopback works everywhere.
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '32MB',
  max_connections: '100',
  max_wal_size: '64MB',
  // Two segments: every fork copies those that are kept for later.
  min_wal_size: '2MB',
  password_encryption: 'scram-sha-256',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
};

/**
 * initdb's arguments. The built-in C.UTF-8 locale sorts the same on every machine and needs no system locale; RDS sorts by en_US.UTF-8
 * unless told otherwise, so a query that relies on linguistic order should say COLLATE.
 */
export const initdbArguments: readonly string[] = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  // A cluster is copied for every environment and every fork: the default 16 MB segments would be most of it.
  '--wal-segsize=1',
  '--no-sync',
  '--no-instructions',
];
