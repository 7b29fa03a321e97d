import { expect, it } from 'vitest';
import { gates } from './index.ts';

it('lists every gate under its own name, with what it can measure', () => {
  expect([...gates].map(([name, gate]) => [name, gate.name === name, gate.measures])).toEqual([
    ['lint', true, []],
    ['typecheck', true, []],
    ['unit', true, ['linesPercent', 'functionsPercent']],
    ['policy', true, []],
    ['build', true, []],
    ['migrations-validate', true, []],
    ['compatibility', true, ['exclusiveLockMs', 'rows', 'standbyMs']],
    ['migrate', true, []],
    ['integration', true, []],
    ['contract', true, []],
    ['deploy', true, []],
    ['smoke', true, ['timeLimitMs']],
    ['same-artefact', true, []],
    ['acceptance', true, []],
    ['performance', true, ['minSamples', 'durationMs']],
    ['security', true, []],
    ['secrets', true, []],
    ['isolation', true, []],
    ['drift', true, []],
    ['approval', true, []],
    ['rollback-rehearsal', true, ['timeLimitMs']],
    ['soak', true, ['durationMs', 'minSamples']],
    ['shadow', true, ['durationMs', 'minSamples']],
  ]);
});
