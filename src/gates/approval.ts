import type { Approval } from '../model/approval.ts';
import type { GateResult, GateSubject } from '../ports/gate.ts';
import { answerChecklist, checklistInWords, questionsForApprover } from './answer-checklist.ts';
import { defineReleaseGate } from './define-gate.ts';
import type { ApprovalTerms } from './judge-approval.ts';
import { approvalFault } from './judge-approval.ts';
import { refusedPlan } from './refused-plan.ts';
import { short } from './registry-differences.ts';
import { failed, inconclusive, passed, result } from './result.ts';

/** A named person's consent to this release with this plan. Without one the run waits. */
export const approval = defineReleaseGate('approval', [], async (subject, { approvals, deployer }) => {
  const { release, project, authors, stage } = subject;
  const { environment } = stage;
  const roles = project.approvals[environment]?.roles ?? [];
  if (roles.length === 0) {
    return result(inconclusive(`Nobody may approve for ${environment}: name roles under approvals.${environment} in rehearsal.yaml.`));
  }
  const planned = await deployer.plan(environment, release);
  if ('refused' in planned) return refusedPlan(planned);
  const plan = planned.digest;
  const given = await approvals.given(environment, release.id, plan);
  const evidence = answerChecklist(stage.checklist, subject.done, '');
  if (evidence.kind === 'open') return result(inconclusive(evidence.reason), [], { plan });
  const judged = judgeApprovals(given, {
    environment,
    release: release.id,
    plan,
    roles,
    authors,
    people: project.people,
    howTo: approvals.howTo(environment),
  });
  return withChecklist(judged, stage.checklist, subject.done);
});

/** The answers stand in the reason: it is what whoever reads the approval reads. */
function withChecklist(judged: GateResult, items: GateSubject['stage']['checklist'], done: GateSubject['done']): GateResult {
  if (items.length === 0) return judged;
  const by = judged.facts.approvals?.[0]?.by;
  if (judged.verdict !== 'passed' || by === undefined) return { ...judged, reason: `${judged.reason}${questionsForApprover(items)}` };
  const answered = answerChecklist(items, done, by);
  if (answered.kind === 'open') return result(inconclusive(answered.reason), [], judged.facts);
  const { answers } = answered;
  return { ...judged, reason: `${judged.reason}${checklistInWords(answers)}`, facts: { ...judged.facts, checklist: answers } };
}

/** One that holds is enough. One that can't hold is red; one for another release or plan is void, as if it had never been given. */
export function judgeApprovals(given: readonly Approval[], terms: ApprovalTerms): GateResult {
  const facts = { plan: terms.plan };
  const bound = given.filter((each) => each.release === terms.release && each.plan === terms.plan);
  const judged = bound.map((each) => ({ approval: each, fault: approvalFault(each, terms) }));
  const valid = judged.filter((each) => each.fault === null).map((each) => each.approval);
  const [first] = valid;
  if (first !== undefined) {
    const as = first.simulated ? ' (simulated)' : '';
    const what = `release ${short(terms.release)} with plan ${short(terms.plan)}`;
    return result(passed(`${first.by}, ${first.role}, approved ${what}${as}.`), [], { ...facts, approvals: valid });
  }
  const fault = judged.find((each) => each.fault !== null)?.fault;
  if (fault !== undefined && fault !== null) return result(failed(`${fault} Somebody else gives it with: ${terms.howTo}`), [], facts);
  const last = given.at(-1);
  const voided = last === undefined ? '' : ` What ${last.by} approved was another release or plan.`;
  const reason = `Nobody has approved release ${short(terms.release)} for ${terms.environment} yet.${voided} A person who may (${terms.roles.join(', ')}) gives it with: ${terms.howTo}`;
  return result({ verdict: 'waiting', reason }, [], facts);
}
