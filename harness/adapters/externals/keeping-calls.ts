import type { Digest } from '../../../src/model/digest.ts';
import type { CheckRunner } from '../../../src/ports/check-runner.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { StandIn } from '../../externals/index.ts';
import { sizeOf, writtenSince } from '../checks/written-since.ts';

/** Of the calls during one check so much is kept, from their end. */
const keptBytes = 512 * 1024;

/** Checks whose evidence holds what the stand-ins of their environment were asked meanwhile. */
export function keepingCalls(checks: CheckRunner, standIns: readonly StandIn[], evidence: Pick<EvidenceStore, 'keep'>): CheckRunner {
  if (standIns.length === 0) return checks;
  return {
    run: async (check, environment, timeLimitMs, region, green) => {
      const asked = standIns.filter((each) => each.environment === environment);
      const before = asked.map(({ log }) => sizeOf(log));
      const outcome = await checks.run(check, environment, timeLimitMs, region, green);
      if (outcome.kind !== 'ran') return outcome;
      const kept: Digest[] = [];
      for (const [index, { name, log }] of asked.entries()) {
        const calls = callsSince(log, before[index] ?? 0);
        if (calls !== '') kept.push(await evidence.keep(`${environment ?? 'source'}-${check}-external-${name}.jsonl`, calls));
      }
      return { ...outcome, evidence: [...outcome.evidence, ...kept] };
    },
  };
}

function callsSince(path: string, offset: number): string {
  const bytes = Buffer.from(writtenSince(path, offset));
  if (bytes.length <= keptBytes) return bytes.toString('utf8');
  const tail = bytes.subarray(bytes.length - keptBytes).toString('utf8');
  return tail.slice(tail.indexOf('\n') + 1);
}
