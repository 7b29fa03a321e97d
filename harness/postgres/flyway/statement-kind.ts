/**
 * What can't run inside a transaction, by the statement's first words outside parentheses. Flyway 10.21.0 (PostgreSQLParser) knows these and
 * no others: `REINDEX TABLE CONCURRENTLY`, for one, needs executeInTransaction=false in a script configuration there too.
 * ALTER TYPE … ADD VALUE is among them only below PostgreSQL 12, which is older than what is supported here.
 */
const nonTransactional: readonly RegExp[] = [
  /^(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)$/,
  /^ALTER SYSTEM$/,
  /^(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY$/,
  /^REINDEX( VERBOSE)? (SCHEMA|DATABASE|SYSTEM)$/,
  /^VACUUM$/,
  /^DISCARD ALL$/,
];

export function isNonTransactional(words: string): boolean {
  return nonTransactional.some((pattern) => pattern.test(words));
}

export function isCopyFromStdin(words: string): boolean {
  return /^COPY( .*)? FROM STDIN$/.test(words);
}
