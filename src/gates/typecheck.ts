import { defineGate } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeFindings } from './judge-findings.ts';

export const typecheck = defineGate('typecheck', [], async (_subject, { checks }) =>
  judgeCheck('typecheck', await checks.run('typecheck', null), (report) => judgeFindings('typecheck', report)),
);
