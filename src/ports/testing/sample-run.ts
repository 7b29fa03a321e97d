import type { RunStarted } from '../../model/evidence.ts';
import { headCommit } from './fake-source.ts';
import { digestNamed } from './sample-release.ts';

export const sampleStart: Omit<RunStarted, 'kind' | 'at' | 'path'> = {
  run: 'run-1',
  project: 'payments',
  repository: 'payments',
  commit: headCommit,
  version: 'v1.4.0',
  candidate: 'v1.4.0-rc.1',
  authors: ['Ada Author <ada@example.com>'],
  seed: 1,
  pace: 1,
  topology: { name: 'sample', digest: digestNamed('topology') },
  backend: { kind: 'fake', emulator: 'none', missing: [] },
};
