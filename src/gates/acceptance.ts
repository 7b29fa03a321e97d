import { defineGate, environmentOf } from './define-gate.ts';
import { coverageOf, judgeCriteria } from './judge-criteria.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeTests } from './judge-tests.ts';
import { inconclusive } from './result.ts';

/** Do the scenarios pass, and, where the topology asks, is there one for each thing that the business asked for? */
export const acceptance = defineGate('acceptance', [], async (subject, { checks, projectReader, evidence }) => {
  const outcome = await checks.run('acceptance', environmentOf(subject));
  const listed = subject.topology.rules.criteria ? await projectReader.criteria() : null;
  const kept =
    listed === null || outcome.kind !== 'ran'
      ? []
      : [await evidence.keep('acceptance-criteria.json', JSON.stringify(coverageOf(listed, outcome.cases), null, 2))];
  const judged = judgeCheck('acceptance', outcome, (report) => {
    const tests = judgeTests('acceptance', report);
    if (tests.verdict !== 'passed' || !subject.topology.rules.criteria) return tests;
    if (listed === null)
      return inconclusive(
        `${tests.reason} The topology wants a scenario for each acceptance criterion: name their file under acceptanceCriteria.`,
      );
    const criteria = judgeCriteria(listed, report.cases);
    return { verdict: criteria.verdict, reason: `${tests.reason} ${criteria.reason}` };
  });
  return { ...judged, evidence: [...judged.evidence, ...kept] };
});
