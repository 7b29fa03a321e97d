import { defineGate, environmentOf } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';

export const acceptance = defineGate('acceptance', [], async (subject, { checks }) =>
  judgeCheck('acceptance', await checks.run('acceptance', environmentOf(subject)), (report) => judgeTests('acceptance', report)),
);
