import { basename } from 'node:path';
import type { FlywayAnswer } from './flyway-tool.ts';

/** The parts of Flyway 10's `-outputType=json` that are read. */
interface FlywayJson {
  readonly flywayVersion?: string;
  readonly success?: boolean;
  readonly validationSuccessful?: boolean;
  readonly migrations?: readonly { readonly filepath: string }[];
  readonly invalidMigrations?: readonly { readonly filepath: string; readonly errorDetails: FlywayError }[];
  readonly errorDetails?: FlywayError | null;
  readonly error?: {
    readonly errorCode: string;
    readonly message: string;
    readonly lineNumber?: number | null;
    readonly path?: string | null;
  };
}

interface FlywayError {
  readonly errorCode: string;
  readonly errorMessage: string;
}

/**
 * Flyway's answer, as the built-in migrator's. Judged by what it says and not by the exit code: a failed `validate` with JSON output ends
 * with 0 (seen with 10.21.0). Null where the output is none of Flyway's. `place`: where this Flyway is, for people.
 */
export function readFlywayJson(output: string, place: string): FlywayAnswer | null {
  const json = parse(output.slice(Math.max(0, output.indexOf('{'))));
  if (json === null) return null;
  const report = JSON.stringify(json, (key, value: unknown) => (key === 'stackTrace' ? undefined : value), 2);
  const by = `Flyway ${json.flywayVersion ?? 'of unknown version'} (${place})`;
  const applied = json.validationSuccessful === undefined ? (json.migrations ?? []).map(({ filepath }) => basename(filepath)) : [];
  if (json.error === undefined && (json.success === true || json.validationSuccessful === true))
    return { ok: true, applied, reason: '', by, report };
  return { ok: false, applied, reason: reasonOf(json), by, report };
}

function parse(text: string): FlywayJson | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' ? json : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function reasonOf({ error, invalidMigrations, errorDetails }: FlywayJson): string {
  if (error !== undefined) return failure(error);
  const invalid = (invalidMigrations ?? []).map(
    ({ filepath, errorDetails: { errorCode, errorMessage } }) =>
      `${filepath === '' ? '' : `${basename(filepath)}: `}${inOneLine(errorMessage)} [${errorCode}]`,
  );
  if (invalid.length > 0) return invalid.join('; ');
  return errorDetails ? `${inOneLine(errorDetails.errorMessage)} [${errorDetails.errorCode}]` : 'Flyway gave no reason';
}

/** A failed script's message is a block of `Name : value` lines, the database's own words under Message. */
function failure({ errorCode, message, lineNumber, path }: NonNullable<FlywayJson['error']>): string {
  const said = /^Message\s*: (?:ERROR: )?(.*)$/m.exec(message)?.[1];
  const state = /^SQL State\s*: (\w+)$/m.exec(message)?.[1];
  if (said === undefined || !path) return `${inOneLine(message)} [${errorCode}]`;
  const place = [basename(path), lineNumber].filter((part) => part !== null && part !== undefined).join(':');
  return `${place}: ${said}${state === undefined ? '' : ` (SQLSTATE ${state})`} [${errorCode}]`;
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
