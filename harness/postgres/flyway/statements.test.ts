import { describe, expect, it } from 'vitest';
import { splitStatements } from './statements.ts';

const sql = (text: string): readonly string[] => splitStatements(text).map((statement) => statement.sql);

describe('splitStatements', () => {
  it.each<[string, string, readonly string[]]>([
    ['two statements', 'SELECT 1;\nSELECT 2;\n', ['SELECT 1', 'SELECT 2']],
    ['no final delimiter', 'SELECT 1;SELECT 2', ['SELECT 1', 'SELECT 2']],
    ['an empty script', '', []],
    ['only a comment', '-- nothing;\n', []],
    ['empty statements', ';;SELECT 1;;', ['SELECT 1']],
    ['a byte order mark', '\uFEFFSELECT 1;', ['SELECT 1']],
    ['a string', "SELECT 'a;b', 'it''s;';SELECT 2;", ["SELECT 'a;b', 'it''s;'", 'SELECT 2']],
    ['an escape string', String.raw`SELECT E'a\';b';SELECT 2;`, [String.raw`SELECT E'a\';b'`, 'SELECT 2']],
    ['a quoted identifier', 'SELECT 1 AS "a;b";SELECT 2;', ['SELECT 1 AS "a;b"', 'SELECT 2']],
    ['a line comment', 'SELECT 1 -- ;\n;SELECT 2;', ['SELECT 1 -- ;', 'SELECT 2']],
    ['a nested block comment', 'SELECT /* a /* b; */ c; */ 1;SELECT 2;', ['SELECT /* a /* b; */ c; */ 1', 'SELECT 2']],
    ['a leading comment, which stays', '-- first\nSELECT 1;', ['-- first\nSELECT 1']],
    [
      'parentheses',
      'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);SELECT 3;',
      ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
    ],
    ['a dollar quote', 'DO $$ BEGIN; END $$;SELECT 2;', ['DO $$ BEGIN; END $$', 'SELECT 2']],
    ['a labelled dollar quote', 'DO $x$ a; $$ b; $x$;SELECT 2;', ['DO $x$ a; $$ b; $x$', 'SELECT 2']],
    [
      'an SQL-standard body',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;SELECT 3;',
      ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END', 'SELECT 3'],
    ],
    ['nothing after an open parenthesis', 'CREATE TABLE a (id int;\nSELECT 1;', ['CREATE TABLE a (id int;\nSELECT 1;']],
    ['a transaction block', 'BEGIN;SELECT 1;END;', ['BEGIN', 'SELECT 1', 'END']],
  ])('splits %s', (_, text, expected) => {
    expect(sql(text)).toEqual(expected);
  });

  it('says where a statement begins, comments apart', () => {
    const statements = splitStatements('\n-- why\nSELECT 1;\n\n\n/* more\n lines */ SELECT\n2;');
    expect(statements.map(({ line, textLine }) => [line, textLine])).toEqual([
      [3, 2],
      [7, 6],
    ]);
  });

  it('takes the rows after COPY from the script', () => {
    const statements = splitStatements('COPY c (id) FROM STDIN;\n1\n2;\n\\.\nSELECT 1;');
    expect(statements).toMatchObject([
      { sql: 'COPY c (id) FROM STDIN', copyData: '1\n2;\n', transactional: true },
      { sql: 'SELECT 1', copyData: null },
    ]);
  });

  it.each([
    ['COPY c FROM STDIN;\n1\n', 'has no line with'],
    ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;', 'Incomplete statement at line 1'],
  ])('refuses %j', (text, message) => {
    expect(() => splitStatements(text)).toThrow(message);
  });

  it.each([
    ['CREATE INDEX CONCURRENTLY a_i ON a(id)', false],
    ['create unique index concurrently if not exists a_i on a(id)', false],
    ['DROP INDEX CONCURRENTLY a_i', false],
    ['VACUUM', false],
    ['VACUUM ANALYZE a', false],
    ['CREATE DATABASE d', false],
    ['ALTER SYSTEM SET x = 1', false],
    ['REINDEX DATABASE d', false],
    ['DISCARD ALL', false],
    ['CREATE INDEX a_i ON a(id)', true],
    ['REINDEX TABLE CONCURRENTLY a', true],
    ["ALTER TYPE t ADD VALUE 'x'", true],
    ['SELECT 1 AS vacuum', true],
  ])('knows whether it can run in a transaction: %s', (text, transactional) => {
    expect(splitStatements(`-- a comment first\n${text};`).map((statement) => statement.transactional)).toEqual([transactional]);
  });
});
