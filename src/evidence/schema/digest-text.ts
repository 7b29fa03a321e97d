import { z } from 'zod';
import type { Digest } from '../../model/digest.ts';

export const digestText = z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]).meta({
  description: 'sha256: and 64 lower-case hex digits.',
}) satisfies z.ZodType<Digest>;
