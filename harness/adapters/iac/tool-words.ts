import { z } from 'zod';
import { jsonLine } from './json-line.ts';

/** A line of Terraform's with `-json`. */
const line = z.object({ '@level': z.literal('error'), '@message': z.string() });

const shownLines = 6;

/** What a failed tool said, in one line: its errors where it tells them apart, else the end of what it wrote. */
export function toolWords(output: string): string {
  // The frame that Terraform draws around an error.
  const lines = output.split('\n').map((each) => each.replaceAll(/[│╷╵]/g, '').trim());
  const errors = lines.flatMap((each) => {
    const read = line.safeParse(jsonLine(each));
    return read.success ? [read.data['@message']] : [];
  });
  const said = errors.length > 0 ? errors : lines.filter((each) => each !== '').slice(-shownLines);
  return said.join(' ');
}
