import { z } from 'zod';
import type { ReportSource } from '../../evidence/finish-evidence.ts';
import type { RolloutRecord, RolloutStepRecord, VersionFigures } from '../../model/rollout-record.ts';
import type { StageRecord } from '../../model/record.ts';
import { durationInWords, grouped, instantInWords, percent, tenths } from '../in-words.ts';
import { keptJson } from './kept-json.ts';
import { html, type Insert, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';
import { type Moment, type RolloutPoint, rolloutChart } from './rollout-chart.ts';

/** How traffic went over, a step a row, and what both sides served meanwhile. Null where all went at once, unjudged. */
export function rolloutSection({ record, kept }: Pick<ReportSource, 'record' | 'kept'>): Markup | null {
  const inSteps = record.stages.flatMap((stage) =>
    stage.rollout === null || !isJudged(stage.rollout) ? [] : [{ stage, rollout: stage.rollout }],
  );
  if (inSteps.length === 0) return null;
  return section(
    'rollout',
    'Rollout',
    inSteps.map(({ stage, rollout }) => rolloutOf(stage, rollout, kept)),
  );
}

function isJudged({ steps }: RolloutRecord): boolean {
  return steps.some((step) => step.judgement !== undefined || step.bakeMs !== undefined);
}

const side = z.object({ requests: z.number(), errors: z.number(), p99Ms: z.number() });
const series = z.object({ environment: z.string(), points: z.array(z.object({ at: z.string(), candidate: side, stable: side })) });

function rolloutOf(stage: StageRecord, rollout: RolloutRecord, kept: ReportSource['kept']): Markup {
  const digests = stage.gates.flatMap(({ evidence }) => evidence);
  const points: readonly RolloutPoint[] = keptJson(kept, digests, '-rollout.json', series).at(-1)?.points ?? [];
  const by = rollout.router === 'edge' ? 'a weighted edge' : 'weighted aliases';
  const { standby } = rollout;
  return html`<h3>${stage.environment}</h3>
    <p>
      By ${rollout.strategy}, through ${by}.
      ${standby === undefined ? '' : `The former versions are the way back until ${instantInWords(standby.fallbackUntil)} and are kept until ${instantInWords(standby.until)}, in paced time.`}
    </p>
    ${points.length < 2 ? null : rolloutChart(points, momentsOf(stage, rollout))}
    ${table(
      `Rollout in ${stage.environment}`,
      ['Step', 'Came of it', 'lasted', 'new: requests', 'errors', 'p99 ms', 'stable: requests', 'errors', 'p99 ms', 'noise ms'],
      rollout.steps.map(row),
      2,
    )}
    ${rollout.steps.map(({ fault }) => (fault === undefined ? null : html`<p class="refusal">${fault}</p>`))}`;
}

/** What the chart marks: each shift, and where it came to that, detection and recovery. */
function momentsOf({ rollback }: StageRecord, { steps }: RolloutRecord): readonly Moment[] {
  const shifts = steps.map(({ startedAt, weightPercent }) => ({
    atMs: Date.parse(startedAt),
    name: `${String(weightPercent)} %`,
    tone: 'quiet' as const,
  }));
  const last = steps.at(-1);
  if (rollback === null || last === undefined) return shifts;
  const detectedAtMs = Date.parse(last.startedAt) + last.durationMs;
  return [
    ...shifts,
    { atMs: detectedAtMs, name: 'detected', tone: 'bad' },
    { atMs: detectedAtMs + rollback.revertedMs, name: 'recovered', tone: 'good' },
  ];
}

const came: Readonly<Record<RolloutStepRecord['result'], Insert>> = {
  applied: html`<span class="state good">applied</span>`,
  reverted: html`<span class="state open">given back</span>`,
  failed: html`<span class="state bad">failed</span>`,
};

function row({ name, result, durationMs, judgement }: RolloutStepRecord): readonly Insert[] {
  const sides = [...figures(judgement?.candidate ?? null), ...figures(judgement?.stable ?? null)];
  const noise = judgement?.noiseMs ?? null;
  return [name, came[result], durationInWords(durationMs), ...sides, noise === null ? '–' : tenths(noise)];
}

function figures(of: VersionFigures | null): readonly Insert[] {
  return of === null ? ['–', '–', '–'] : [grouped(of.requests), percent(of.errorRate), tenths(of.p99Ms)];
}
