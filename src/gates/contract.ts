import { defineGate, environmentOf } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';

export const contract = defineGate('contract', [], async (subject, { checks }) =>
  judgeCheck('contract', await checks.run('contract', environmentOf(subject)), (report) => judgeTests('contract', report)),
);
