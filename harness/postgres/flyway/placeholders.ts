/** A placeholder without a value, named as Flyway's message names it. */
export class MissingPlaceholder extends Error {
  constructor(placeholder: string) {
    const name = `\${${placeholder}}`;
    super(
      placeholder.includes('flyway:')
        ? `Failed to populate value for default placeholder: ${name}`
        : `No value provided for placeholder: ${name}.  Check your configuration!`,
    );
    this.name = 'MissingPlaceholder';
  }
}

/** Values by name; names are compared without case. */
export type Placeholders = ReadonlyMap<string, string>;

export function placeholderMap(...sources: readonly Readonly<Record<string, string>>[]): Placeholders {
  const map = new Map<string, string>();
  for (const source of sources) for (const [name, value] of Object.entries(source)) map.set(name.toLowerCase(), value);
  return map;
}

/**
 * Replaces `${name}`. Values are taken as they are, without looking for placeholders in them. As in Flyway's reader, a `$` before `${`
 * keeps it: `$${x}` stays.
 *
 * @throws MissingPlaceholder
 */
export function replacePlaceholders(text: string, values: Placeholders): string {
  let result = '';
  for (let at = 0; at < text.length;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return result + text.slice(at);
    result += text.slice(at, dollar);
    if (text[dollar + 1] !== '{') {
      result += text.slice(dollar, dollar + 2);
      at = dollar + 2;
      continue;
    }
    const end = text.indexOf('}', dollar + 2);
    // Without an end Flyway reads to the end of the file and cuts one character off the name.
    const name = end < 0 ? text.slice(dollar + 2, -1) : text.slice(dollar + 2, end);
    const value = values.get(name.toLowerCase());
    if (value === undefined) throw new MissingPlaceholder(name);
    result += value;
    at = end < 0 ? text.length : end + 1;
  }
  return result;
}

export interface DefaultPlaceholders {
  readonly defaultSchema: string;
  readonly user: string;
  readonly database: string;
  readonly table: string;
  readonly environment: string;
  readonly workingDirectory: string;
  readonly now: Date;
}

/** The values that Flyway provides itself, but for `flyway:filename`, which each file has its own of. */
export function defaultPlaceholders(values: DefaultPlaceholders): Readonly<Record<string, string>> {
  return {
    'flyway:defaultSchema': values.defaultSchema,
    'flyway:user': values.user,
    'flyway:database': values.database,
    'flyway:timestamp': timestamp(values.now),
    'flyway:workingDirectory': values.workingDirectory,
    'flyway:table': values.table,
    'flyway:environment': values.environment,
  };
}

/** `yyyy-MM-dd HH:mm:ss` in the machine's time zone, as Flyway formats it. */
function timestamp(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${date} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
}
