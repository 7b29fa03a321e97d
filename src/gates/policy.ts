import { defineGate } from './define-gate.ts';
import { describeFinding } from './judge-findings.ts';
import { judgePolicy, policyFindings } from './judge-policy.ts';
import { result } from './result.ts';

/** What the topology asks of every project that takes its path, and what no auditor lets pass: seen in the commit, before anything runs. */
export const policy = defineGate('policy', [], async ({ topology, version }, { projectReader, evidence }) => {
  const { rules } = topology;
  const survey = {
    tests: await projectReader.tests(),
    templates: await projectReader.templates(),
    promises: rules.semver ? await projectReader.promises() : { since: null, documents: [] },
  };
  const findings = policyFindings(rules, version, survey);
  const kept = [await evidence.keep('policy.json', JSON.stringify({ rules, version, findings, ...survey }, null, 2))];
  if (findings.length > 0)
    kept.unshift(await evidence.keep('policy.log', findings.map((finding) => `${describeFinding(finding)}\n`).join('')));
  return result(judgePolicy(rules, version, survey), kept);
});
