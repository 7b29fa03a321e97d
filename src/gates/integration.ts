import { defineGate, environmentOf } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';

export const integration = defineGate('integration', [], async (subject, { checks }) =>
  judgeCheck('integration', await checks.run('integration', environmentOf(subject)), (report) => judgeTests('integration', report)),
);
