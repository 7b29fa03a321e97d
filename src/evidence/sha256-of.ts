import { createHash } from 'node:crypto';
import type { Sha256 } from '../model/digest.ts';

export const sha256Of: Sha256 = (content) => `sha256:${createHash('sha256').update(content).digest('hex')}`;
