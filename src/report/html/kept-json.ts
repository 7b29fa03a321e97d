import type { z } from 'zod';
import type { KeptFiles } from '../../evidence/files/kept-file.ts';

/** The kept files with these digests whose name ends so, parsed; what has another shape, or was not kept, is left out. */
export function keptJson<Shape extends z.ZodType>(
  kept: KeptFiles,
  digests: readonly string[],
  nameEnd: string,
  shape: Shape,
): readonly z.output<Shape>[] {
  const names = new Map(kept.list().map(({ name, digest }) => [digest, name]));
  return [...new Set(digests)].flatMap((digest) => {
    const bytes = names.get(digest as `sha256:${string}`)?.endsWith(nameEnd) === true ? kept.read(digest) : null;
    const parsed = bytes === null ? null : shape.safeParse(parsedJson(bytes));
    return parsed?.success === true ? [parsed.data] : [];
  });
}

function parsedJson(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
