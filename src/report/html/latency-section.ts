import { z } from 'zod';
import type { ReportSource } from '../../evidence/finish-evidence.ts';
import type { RouteLoad } from '../../model/measurement.ts';
import type { StageRecord } from '../../model/record.ts';
import { grouped, percent, tenths } from '../in-words.ts';
import { histogram } from './histogram.ts';
import { keptJson } from './kept-json.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

/** What k6 saw, a table an environment; all bars on one scale. Null where nothing was measured. */
export function latencySection({ record, kept }: Pick<ReportSource, 'record' | 'kept'>): Markup | null {
  const measured = record.stages.filter((stage) => stage.load.length > 0);
  if (measured.length === 0) return null;
  const slowest = Math.max(...measured.flatMap((stage) => stage.load.map((route) => route.p99Ms)));
  const tables = measured.map(
    (stage) =>
      html`<h3>${stage.environment}</h3>
        ${table(
          `Latency in ${stage.environment}`,
          ['Route', 'p50, p95, p99', 'p50 ms', 'p95 ms', 'p99 ms', 'noise ms', 'errors', 'samples', 'dropped'],
          stage.load.map((route) => row(route, slowest)),
          2,
        )}
        ${distributions(stage, kept)}`,
  );
  return section(
    'latency',
    'Latency',
    html`<p>Measured by k6, warm-up left out. Noise is how far this machine moves the p99 by itself.</p>`,
    tables,
  );
}

const summary = z.object({
  routes: z.array(z.object({ route: z.string(), distribution: z.array(z.object({ upToMs: z.number().nullable(), count: z.number() })) })),
});

/** Of each route, as k6's points gave them. Null where they were not kept. */
function distributions({ gates }: StageRecord, kept: ReportSource['kept']): Markup | null {
  const digests = gates.flatMap(({ evidence }) => evidence);
  const routes = keptJson(kept, digests, '.json', summary).flatMap((file) => file.routes.filter((route) => route.distribution.length > 0));
  if (routes.length === 0) return null;
  return html`<div class="histograms">${routes.map(({ route, distribution }) => histogram(route, distribution))}</div>`;
}

function row(route: RouteLoad, slowest: number) {
  const errors = route.errorRate === 0 ? '0 %' : html`<span class="state bad">${percent(route.errorRate)}</span>`;
  const { p50Ms, p95Ms, p99Ms, noiseMs } = route;
  const numbers = [p50Ms, p95Ms, p99Ms, noiseMs].map(tenths);
  return [html`<code>${route.route}</code>`, bars(route, slowest), ...numbers, errors, grouped(route.requests), grouped(route.dropped)];
}

const widest = 160;

/** The numbers stand beside it: the picture is for eyes alone. */
function bars({ p50Ms, p95Ms, p99Ms }: RouteLoad, slowest: number): Markup {
  const width = (forMs: number): string => tenths(slowest === 0 ? 0 : (forMs / slowest) * widest);
  return html`<svg class="bars" viewBox="0 0 ${widest} 14" width="${widest}" height="14" aria-hidden="true" focusable="false">
    <rect class="p99" width="${width(p99Ms)}" height="14" rx="2" />
    <rect class="p95" width="${width(p95Ms)}" height="14" rx="2" />
    <rect class="p50" width="${width(p50Ms)}" height="14" rx="2" />
  </svg>`;
}
