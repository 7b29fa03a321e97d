import type { Happening, RolloutStepped } from '../../model/evidence.ts';
import { faultInWords } from '../../model/fault.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Colours } from '../terminal.ts';

const marks: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', inconclusive: '?', waiting: '…', waived: '!' };

/** One line for a person; null for what a person need not see. */
export function describe(happening: Happening, colours: Colours): string | null {
  switch (happening.kind) {
    case 'run-started':
      return `${happening.project} ${happening.commit.slice(0, 12)} as ${colours.bold(happening.version)} (${happening.candidate}) on ${happening.topology.name}, ${happening.backend.kind}`;
    case 'resumed':
      return `resumed at ${happening.from}`;
    case 'baseline':
      return happening.version === null ? null : colours.dim(`${happening.environment} starts at ${happening.version}`);
    case 'stage-started':
      return `\n${colours.bold(happening.environment)} ${colours.dim(`account ${happening.account}, ${happening.trigger.kind} ${happening.trigger.kind === 'manual' ? happening.trigger.ref.slice(0, 12) : happening.trigger.ref}`)}`;
    case 'step-finished':
      return `  ${mark(happening.verdict, colours)} ${happening.name.padEnd(19)} ${colours.dim(seconds(happening.durationMs).padStart(7))}  ${happening.reason}`;
    case 'rollout-step':
      return rolloutStep(happening, colours);
    case 'rollout-order':
      return `  ${colours.yellow('!')} ${happening.by}: ${happening.order} the rollout in ${happening.environment}`;
    case 'rolled-back':
      return `  ${colours.yellow('↩')} rolled back: detected in ${seconds(happening.rollback.detectedMs)}, reverted in ${seconds(happening.rollback.revertedMs)}, users saw errors for ${seconds(happening.rollback.userErrorWindowMs)} (limit ${seconds(happening.rollback.limitMs)})`;
    case 'stage-finished':
      return happening.outcome === 'passed' ? null : `  ${colours.bold(happening.outcome)}`;
    case 'refused':
      return `  ${colours.red('✗')} refused: ${happening.reason}`;
    case 'approval-given':
      return `  ${colours.green('✓')} ${happening.approval.by}, ${happening.approval.role}, approved for ${happening.environment}`;
    case 'waiver-given': {
      const { by, gate, expires } = happening.waiver;
      return `  ${colours.yellow('!')} ${by} waived ${gate} of ${happening.environment} until ${expires}`;
    }
    case 'flag-switched':
      return `  ${colours.yellow('!')} ${happening.by} switched ${happening.flag} ${happening.value ? 'on' : 'off'} in ${happening.environment}`;
    case 'fault-planted':
      return colours.dim(`    planted: ${faultInWords(happening.what)}`);
    case 'fault-removed':
      return happening.left ? `  ${colours.yellow('!')} a fault that was left in ${happening.environment} is taken away` : null;
    case 'run-finished':
      return `\n${outcome(happening.outcome, colours)} ${colours.dim(`in ${seconds(happening.durationMs)}`)}  ${happening.reason}`;
  }
}

/** A step is told when traffic is on it, and what was said of it. */
function rolloutStep({ phase, name, record }: RolloutStepped, colours: Colours): string | null {
  if (phase === 'shifted') return `    ${colours.dim('→')} ${name}`;
  const judgement = record?.judgement;
  return phase === 'over' && judgement !== undefined ? `    ${mark(judgement.verdict, colours)} ${judgement.reason}` : null;
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function mark(verdict: Verdict, colours: Colours): string {
  const paint = verdict === 'passed' ? colours.green : verdict === 'failed' ? colours.red : colours.yellow;
  return paint(marks[verdict]);
}

function outcome(name: string, colours: Colours): string {
  return colours.bold(name === 'released' ? colours.green(name) : name === 'waiting' ? colours.yellow(name) : colours.red(name));
}
