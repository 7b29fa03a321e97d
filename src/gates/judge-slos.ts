import type { SloReport, Slos } from '../model/slo.ts';
import type { UserRequest } from '../ports/load-runner.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed } from './result.ts';

/** Whether the promises hold over these requests, and what of the error budget they used. Exactly at a promise holds. */
export function judgeSlos(
  requests: readonly UserRequest[],
  slos: Slos,
  minSamples: number,
  environment: string,
): { readonly judgement: Judgement; readonly report: SloReport } {
  const report = reportOf(requests, slos);
  if (requests.length < minSamples) {
    const reason = `${environment}'s users made ${String(requests.length)} requests, ${String(minSamples)} are needed: let the soak last longer, or lower --pace.`;
    return { judgement: inconclusive(reason), report };
  }
  const missed = missesOf(report, slos);
  const seen = `${String(report.requests)} requests, ${String(report.failed)} failed, p99 ${report.p99Ms.toFixed(1)} ms${budgetInWords(report)}`;
  if (missed.length === 0) return { judgement: passed(`${environment} keeps its SLOs: ${seen}.`), report };
  return { judgement: failed(`${environment} misses ${missed.join(', ')}: ${seen}.`), report };
}

function reportOf(requests: readonly UserRequest[], { availability }: Slos): SloReport {
  const latencies = requests.map((each) => each.latencyMs).toSorted((left, right) => left - right);
  return {
    requests: requests.length,
    failed: requests.filter((each) => each.failed).length,
    p99Ms: latencies[Math.max(0, Math.ceil(latencies.length * 0.99) - 1)] ?? 0,
    // Rounded to what a person counts in: 0.1 % of 1,000 is 1 and not 1.0000000000000009.
    budget: availability === null ? null : Number(((1 - availability) * requests.length).toFixed(3)),
  };
}

function missesOf({ requests, failed: count, p99Ms, budget }: SloReport, slos: Slos): readonly string[] {
  const errorRate = requests === 0 ? 1 : count / requests;
  return [
    budget !== null && count > budget ? `its availability of ${percent(slos.availability ?? 0)}` : null,
    slos.errorRate !== null && errorRate > slos.errorRate ? `its error rate of ${percent(slos.errorRate)}` : null,
    slos.p99Ms !== null && p99Ms > slos.p99Ms ? `its p99 of ${String(slos.p99Ms)} ms` : null,
  ].filter((each) => each !== null);
}

function budgetInWords({ failed: count, budget }: SloReport): string {
  if (budget === null) return '';
  const used = budget === 0 ? '' : ` (${String(Math.round((count / budget) * 100))} % of it)`;
  return `, ${String(count)} of an error budget of ${String(budget)} used${used}`;
}

function percent(share: number): string {
  return `${String(Number((share * 100).toFixed(4)))} %`;
}
