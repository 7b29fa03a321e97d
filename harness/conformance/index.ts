import { iam } from './iam.ts';
import { sts } from './sts.ts';
import type { Conformance } from './suite.ts';

/** Every suite that a backend is held to. */
export const suites: readonly Conformance[] = [iam, sts];
