import { defineGate, environmentOf } from './define-gate.ts';
import { judgeCheck } from './judge-check.ts';
import { deployAnswers, judgePacts } from './judge-pacts.ts';
import { pactMatrix, differencesInLines } from './pact-matrix.ts';
import { judgeTests } from './judge-tests.ts';
import { result } from './result.ts';

/** Does the deployed provider keep its own description, and what its consumers' pacts say of it? Either alone is enough for a project that has only that. */
export const contract = defineGate('contract', [], async (subject, { checks, contracts, evidence }) => {
  const { project, stage, topology, version } = subject;
  const environment = environmentOf(subject);
  const outcome = await checks.run('contract', environment);
  const own = judgeCheck('contract', outcome, (report) => judgeTests('contract', report));
  if (project.pacts === null || (outcome.kind !== 'not-configured' && own.verdict !== 'passed')) return own;

  const report = await contracts.verify(environment);
  const names = topology.stages.map((each) => each.environment);
  const ahead = names.slice(names.indexOf(stage.environment));
  const answers = deployAnswers(report, ahead);
  const matrix = { version, environment, ...pactMatrix(report, answers) };
  const kept = [await evidence.keep('contracts.json', JSON.stringify(matrix, null, 2))];
  const differences = differencesInLines(report);
  // Before the command's own log, which has nothing to say of it.
  if (differences.length > 0) kept.unshift(await evidence.keep('contracts.log', differences.map((line) => `${line}\n`).join('')));
  const pacts = judgePacts(project.pacts, report, answers);
  const reason = outcome.kind === 'not-configured' ? pacts.reason : `${own.reason} ${pacts.reason}`;
  return result({ verdict: pacts.verdict, reason }, [...kept, ...own.evidence], own.facts);
});
