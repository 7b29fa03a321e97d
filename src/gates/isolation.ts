import type { Digest } from '../model/digest.ts';
import type { Isolation } from '../model/isolation.ts';
import type { GateResult, GateSubject } from '../ports/gate.ts';
import type { IsolationAttempt, IsolationReport } from '../ports/isolation.ts';
import type { Ports } from '../ports/ports.ts';
import { defineGate, environmentOf } from './define-gate.ts';
import { judgeData } from './judge-data.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed, result } from './result.ts';

/**
 * No environment's roles, functions or database users get into another, people change nothing where only the pipeline may, and where the
 * topology wants synthetic data only, there is no other.
 */
export const isolation = defineGate('isolation', [], async (subject, ports) => {
  const isolated = await probed(subject, ports);
  const environment = environmentOf(subject);
  const stage = subject.topology.stages.find((each) => each.environment === environment) ?? subject.stage;
  if (stage.data !== 'synthetic') return isolated;
  const { tables, evidence } = await ports.data.survey(environment);
  return withData(isolated, judgeData(environment, tables), evidence);
});

async function probed(subject: GateSubject, { isolation: prober }: Pick<Ports, 'isolation'>): Promise<GateResult> {
  const report = await prober.probe(environmentOf(subject), subject.traffic !== null);
  // An answer that says nothing is no gap of the backend's: nobody accepts it with those.
  const isClear = report.attempts.every((each) => each.result !== 'unclear');
  const lacking = isClear ? [...new Set(report.lacking.map((each) => each.capability))] : [];
  return result(judgeIsolation(report), report.evidence, {
    isolation: summaryOf(report.attempts),
    ...(lacking.length === 0 ? {} : { lacking }),
  });
}

/** The worse of the two is the verdict. What a backend can't judge of isolation is no excuse for what the data shows. */
function withData(isolated: GateResult, data: Judgement, evidence: readonly Digest[]): GateResult {
  const both = { ...isolated, evidence: [...isolated.evidence, ...evidence] };
  if (data.verdict === 'passed') return { ...both, reason: `${isolated.reason} ${data.reason}` };
  const { lacking: _, ...facts } = isolated.facts;
  const isOpen = isolated.verdict === 'failed';
  const reasons = isOpen ? [isolated.reason, data.reason] : [data.reason, isolated.reason];
  return { ...both, verdict: isOpen ? 'failed' : data.verdict, reason: reasons.join(' '), facts };
}

export function judgeIsolation({ attempts, possible, lacking, untried }: IsolationReport): Judgement {
  const holes = attempts.filter((each) => each.result === 'allowed');
  const [hole] = holes;
  if (hole !== undefined) {
    const more = holes.length === 1 ? '' : ` (and ${String(holes.length - 1)} more of ${String(attempts.length)} pairs)`;
    return failed(`${describe(hole)}${more}. ${advice(hole)}`);
  }
  const unclear = attempts.find((each) => each.result === 'unclear');
  if (unclear !== undefined) {
    return inconclusive(
      `Whether ${unclear.from}'s ${unclear.principal} gets at ${unclear.to}'s ${unclear.kind} ${unclear.target} can't be said (${unclear.how}): put that right and judge again.`,
    );
  }
  const denied = `All ${String(attempts.length)} pairs that were tried${possible > attempts.length ? ` (of ${String(possible)})` : ''} were denied`;
  if (lacking.length > 0) {
    const kinds = Map.groupBy(lacking, (each) => each.unjudged);
    const unjudged = [...kinds].map(([kind, of]) => `${kind} (no ${of.map((each) => each.capability).join(', ')})`).join(', ');
    return inconclusive(`${attempts.length === 0 ? 'No pair was tried' : denied}, but this backend can't judge ${unjudged}.`);
  }
  if (attempts.length === 0) {
    return inconclusive('No other environment holds anything that could be tried: take the gate out, or put it after a deploy.');
  }
  return passed(untried.length === 0 ? `${denied}.` : `${denied}. Not tried: ${untried.join(', ')}.`);
}

function describe({ from, principal, to, kind, target, how }: IsolationAttempt): string {
  const whose = from === to ? `, which only the pipeline may change,` : '';
  return `${from}'s ${principal} gets at ${to}'s ${kind} ${target}${whose} by ${how}`;
}

function advice({ because, kind }: IsolationAttempt): string {
  if (because !== null) return `It is let in by ${because}: narrow it.`;
  return advices[kind] ?? 'Narrow the policies on both sides.';
}

const advices: Readonly<Record<string, string>> = {
  database: 'Give each environment a password of its own.',
  port: 'The networks of the two are not apart: start the world anew.',
};

export function summaryOf(attempts: readonly IsolationAttempt[]): Isolation {
  const denied = attempts.filter((each) => each.result === 'denied').length;
  const holes = attempts
    .filter((each) => each.result === 'allowed')
    .map(({ from, principal, to, kind, target, how, because }) => ({ from, principal, to, kind, target, how, because }));
  return { pairs: attempts.length, denied, holes };
}
