import { describe, expect, it } from 'vitest';
import { readFlywayJson } from './flyway-json.ts';

const failedMigrate = {
  operation: 'migrate',
  migrations: [{ filepath: '/flyway/rehearsed/V1__a.sql' }],
  success: false,
  error: {
    errorCode: 'FAILED_VERSIONED_MIGRATION',
    message:
      'Script V2__b.sql failed\n-----------------------\nSQL State  : 42P01\nError Code : 0\nMessage    : ERROR: relation "nope" does not exist\n  Position: 13\nLocation   : /flyway/rehearsed/V2__b.sql\nLine       : 3\n',
    stackTrace: 'org.flywaydb…',
    lineNumber: 3,
    path: '/flyway/rehearsed/V2__b.sql',
  },
};

const failedValidate = {
  operation: 'validate',
  validationSuccessful: false,
  errorDetails: { errorCode: 'VALIDATE_ERROR', errorMessage: 'Migrations have failed validation' },
  invalidMigrations: [
    {
      filepath: '/flyway/rehearsed/V1__a.sql',
      errorDetails: {
        errorCode: 'CHECKSUM_MISMATCH',
        errorMessage: 'Migration checksum mismatch for migration version 1\n-> Applied to database : 1',
      },
    },
  ],
};

describe("Flyway's JSON", () => {
  it('names file, line, the database’s own words and state of a failed migration, and what was applied before it', () => {
    const answer = readFlywayJson(JSON.stringify(failedMigrate), 'here');
    expect(answer).toMatchObject({
      ok: false,
      applied: ['V1__a.sql'],
      reason: 'V2__b.sql:3: relation "nope" does not exist (SQLSTATE 42P01) [FAILED_VERSIONED_MIGRATION]',
    });
    expect(answer?.report).not.toContain('stackTrace');
  });

  it('names the file that fails validation, though Flyway ends with 0', () => {
    expect(readFlywayJson(JSON.stringify(failedValidate), 'here')).toMatchObject({
      ok: false,
      reason: 'V1__a.sql: Migration checksum mismatch for migration version 1 -> Applied to database : 1 [CHECKSUM_MISMATCH]',
    });
  });

  it.each([
    ['an applied migration', { success: true, migrations: [{ filepath: '/x/V1__a.sql' }] }, ['V1__a.sql']],
    ['nothing to apply', { success: true, migrations: [] }, []],
    ['a passed validation', { validationSuccessful: true, invalidMigrations: [] }, []],
  ])('takes %s as well done', (_, json, applied) => {
    expect(readFlywayJson(`pulling…\n${JSON.stringify(json)}`, 'here')).toMatchObject({ ok: true, applied, reason: '' });
  });

  it.each([
    [
      'an error without a script',
      { error: { errorCode: 'ERROR', message: 'Unable to connect\nto it' } },
      'Unable to connect to it [ERROR]',
    ],
    ['a success that isn’t said', { operation: 'migrate', migrations: [] }, 'Flyway gave no reason'],
  ])('does not take %s as well done', (_, json, reason) => {
    expect(readFlywayJson(JSON.stringify(json), 'here')).toMatchObject({ ok: false, reason });
  });

  it.each([
    ['with its version', { flywayVersion: '10.21.0', success: true }, 'Flyway 10.21.0 (flyway/flyway:10)'],
    ['without one', { success: true }, 'Flyway of unknown version (flyway/flyway:10)'],
  ])('says which Flyway it was, %s', (_, json, by) => {
    expect(readFlywayJson(JSON.stringify(json), 'flyway/flyway:10')?.by).toBe(by);
  });

  it.each(['', 'exec format error', '{"half":'])('is not found in %j', (output) => {
    expect(readFlywayJson(output, 'here')).toBeNull();
  });
});
