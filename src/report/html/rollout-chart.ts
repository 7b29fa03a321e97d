import { html, type Markup } from './markup.ts';

export interface RolloutPoint {
  /** ISO 8601 UTC, a second. */
  readonly at: string;
  readonly candidate: RolloutSide;
  readonly stable: RolloutSide;
}

export interface RolloutSide {
  readonly requests: number;
  readonly errors: number;
  readonly p99Ms: number;
}

export interface Moment {
  readonly atMs: number;
  readonly name: string;
  readonly tone: 'quiet' | 'good' | 'bad';
}

const width = 960;
const bandHeight = 64;
const gap = 22;
const top = 18;

interface Band {
  readonly title: string;
  /** Of 1, a side; null where it served nothing. */
  readonly of: (side: RolloutSide, all: number) => number | null;
}

/** Traffic split, errors and p99 of both sides, a line each on one axis of time; the numbers are in the table beside it. */
export function rolloutChart(points: readonly RolloutPoint[], moments: readonly Moment[]): Markup {
  const times = points.map(({ at }) => Date.parse(at));
  const [first, last] = [Math.min(...times, ...moments.map((each) => each.atMs)), Math.max(...times, ...moments.map((each) => each.atMs))];
  const x = (atMs: number): string => (((atMs - first) / Math.max(1, last - first)) * width).toFixed(1);
  const slowest = Math.max(1, ...points.flatMap(({ candidate, stable }) => [candidate.p99Ms, stable.p99Ms]));
  const bands: readonly Band[] = [
    { title: 'share of traffic', of: ({ requests }, all) => (all === 0 ? null : requests / all) },
    { title: 'errors', of: ({ requests, errors }) => (requests === 0 ? null : errors / requests) },
    { title: `p99, up to ${String(Math.round(slowest))} ms`, of: ({ requests, p99Ms }) => (requests === 0 ? null : p99Ms / slowest) },
  ];
  const height = top + bands.length * (bandHeight + gap);
  const said = moments.map(({ name, atMs }) => `${name} after ${((atMs - first) / 1000).toFixed(1)} s`).join(', ');
  return html`<figure class="rollout">
    <figcaption><span class="key candidate">new versions</span> <span class="key stable">stable versions</span></figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Share of traffic, errors and p99 of both versions over time: ${said}">
      ${moments.map(
        ({ atMs, name, tone }) =>
          html`<line class="moment ${tone}" x1="${x(atMs)}" x2="${x(atMs)}" y1="${top - 4}" y2="${height - gap}" />
            <text class="${tone}" x="${x(atMs)}" y="${top - 7}" text-anchor="${atMs > (first + 9 * last) / 10 ? 'end' : 'start'}"
              >${name}</text
            >`,
      )}
      ${bands.map((band, index) => bandOf(band, top + index * (bandHeight + gap), points, x))}
    </svg>
  </figure>`;
}

function bandOf({ title, of }: Band, from: number, points: readonly RolloutPoint[], x: (atMs: number) => string): Markup {
  const line = (name: 'candidate' | 'stable'): string =>
    points
      .flatMap((point) => {
        const value = of(point[name], point.candidate.requests + point.stable.requests);
        return value === null ? [] : [`${x(Date.parse(point.at))},${(from + bandHeight * (1 - Math.min(1, value))).toFixed(1)}`];
      })
      .join(' ');
  return html`<line class="floor" x1="0" x2="${width}" y1="${from + bandHeight}" y2="${from + bandHeight}" />
    <polyline class="stable" points="${line('stable')}" />
    <polyline class="candidate" points="${line('candidate')}" />
    <text x="0" y="${from + bandHeight + 14}">${title}</text>`;
}
