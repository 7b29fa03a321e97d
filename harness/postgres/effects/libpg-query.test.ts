import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';

interface Parsed {
  readonly version: number;
  readonly stmts: readonly { readonly stmt: Readonly<Record<string, object>> }[];
}

/** What is taken for granted of the parser. */
describe("libpg-query, Postgres's own parser", () => {
  beforeAll(() => loadModule());

  const parsed = (sql: string): Parsed => parseSync(sql) as Parsed;

  it('is that of PostgreSQL 17', () => {
    expect(Math.floor(parsed('select 1').version / 10_000)).toBe(17);
  });

  it('gives one tree a statement, named after its kind', () => {
    expect(parsed('select 1; alter table t drop column c').stmts.map(({ stmt }) => Object.keys(stmt))).toEqual([
      ['SelectStmt'],
      ['AlterTableStmt'],
    ]);
  });

  it('names what it enumerates', () => {
    expect(JSON.stringify(parsed('alter table t drop column c').stmts)).toContain('"subtype":"AT_DropColumn"');
  });

  it('leaves out what is false', () => {
    expect(JSON.stringify(parsed('revoke select on t from r').stmts)).not.toContain('is_grant');
    expect(JSON.stringify(parsed('grant select on t to r').stmts)).toContain('"is_grant":true');
  });

  it('says of a syntax error what Postgres says', () => {
    expect(() => parsed('alter tabl t')).toThrow(expect.objectContaining({ name: 'SqlError', message: 'syntax error at or near "tabl"' }));
  });

  it('is no native module', async () => {
    const { readFileSync } = await import('node:fs');
    const manifest = readFileSync(new URL('../../../node_modules/libpg-query/package.json', import.meta.url), 'utf8');
    expect(manifest).not.toMatch(/node-gyp|"(pre|post)?install":/);
  });
});
