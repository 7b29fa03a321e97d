import { defineGate } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeFindings } from './judge-findings.ts';

export const lint = defineGate('lint', [], async (_subject, { checks }) =>
  judgeCheck('lint', await checks.run('lint', null), (report) => judgeFindings('lint', report)),
);
