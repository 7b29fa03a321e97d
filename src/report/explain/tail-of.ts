// oxlint-disable-next-line no-control-regex -- that is what colours in logs are
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;

/** Text as it is read, without the colours that a tool gave it. */
export function withoutColours(text: string): string {
  return text.replaceAll(colours, '');
}

/** The last lines of a log that say something. */
export function tailOf(text: string, lines: number): readonly string[] {
  const said = withoutColours(text)
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return said.slice(-lines);
}
