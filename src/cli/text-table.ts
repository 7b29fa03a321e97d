/** Rows as psql prints them: a heading, a rule, a line a row, and how many there were. */
export function textTable(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const cells = rows.map((row) => columns.map((column) => textOf(row[column])));
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const lineOf = (texts: readonly string[]): string =>
    texts
      .map((text, index) => ` ${text.padEnd(widths[index] ?? 0)} `)
      .join('|')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  return [lineOf(columns), rule, ...cells.map(lineOf), `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`];
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
