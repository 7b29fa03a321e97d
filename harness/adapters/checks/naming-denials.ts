import type { CheckOutcome, CheckRunner } from '../../../src/ports/check-runner.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import { readTracedCall, type TracedCall } from '../drift/traced-call.ts';
import { sizeOf, writtenSince } from './written-since.ts';

export interface DenialSources {
  /** The backend's trace of calls; null where it keeps none, and checks then say nothing of denials. */
  readonly trace: string | null;
  readonly accountOf: (environment: string) => string;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/** Checks whose red outcome says who was denied what in their environment meanwhile: a test only sees that a function fails. */
export function namingDenials(checks: CheckRunner, { trace, accountOf, evidence }: DenialSources): CheckRunner {
  if (trace === null) return checks;
  return {
    run: async (check, environment, timeLimitMs, region, green) => {
      const before = sizeOf(trace);
      const outcome = await checks.run(check, environment, timeLimitMs, region, green);
      if (environment === null || outcome.kind !== 'ran' || isClean(outcome)) return outcome;
      const denials = denialsSince(trace, before, accountOf(environment));
      if (denials.length === 0) return outcome;
      const words = [...new Set(denials.map(({ denied }) => denied))].join('\n');
      const kept = await evidence.keep(`${environment}-${check}-denied.log`, `${words}\n`);
      return { ...outcome, evidence: [...outcome.evidence, kept], denied: [...new Set(denials.map(inShort))] };
    },
  };
}

function isClean({ exitCode, tests }: Extract<CheckOutcome, { readonly kind: 'ran' }>): boolean {
  return exitCode === 0 && (tests?.failed ?? 0) === 0;
}

type Denied = TracedCall & { readonly denied: string };

function denialsSince(trace: string, offset: number, account: string): readonly Denied[] {
  const lines = Buffer.from(writtenSince(trace, offset)).toString('utf8').split('\n');
  return lines
    .filter((line) => line.includes('"decision":"denied"'))
    .map(readTracedCall)
    .filter((call): call is Denied => call?.decision === 'denied' && call.account === account && call.denied !== undefined);
}

/** `payments-ReadRole was denied secretsmanager:GetSecretValue on arn:…`; a session by its role. */
function inShort({ principal, wants }: Denied): string {
  const who = /:assumed-role\/([^/]+)\//.exec(principal)?.[1] ?? principal;
  return `${who} was denied ${wants.map(({ action, resource }) => `${action} on ${resource}`).join(' and ')}`;
}
