import { z } from 'zod';

/** `terraform output -json` has a value in an object with its type; Pulumi's and SST's have the value itself. */
const outputs = z.record(
  z.string(),
  z.union([
    z.object({ value: z.unknown(), sensitive: z.boolean().default(false) }),
    z.unknown().transform((value) => ({ value, sensitive: false })),
  ]),
);

/** A tool's outputs that are text and no secret. Null where it printed no JSON object. */
export function readOutputs(text: string): Readonly<Record<string, string>> | null {
  const start = text.indexOf('{');
  if (start === -1) return null;
  try {
    const read = outputs.parse(JSON.parse(text.slice(start)));
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, { value, sensitive }]) => (typeof value === 'string' && !sensitive ? [[name, value]] : [])),
    );
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
