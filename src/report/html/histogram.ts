import { grouped } from '../in-words.ts';
import { html, type Markup } from './markup.ts';

/** How many requests took how long: `upToMs` null is everything slower than the step before. */
export interface Bucket {
  readonly upToMs: number | null;
  readonly count: number;
}

const barWidth = 14;
const height = 64;

/** A bar a step, with a sentence for those who can't see it. */
export function histogram(route: string, buckets: readonly Bucket[]): Markup {
  const highest = Math.max(...buckets.map(({ count }) => count), 1);
  const width = buckets.length * barWidth;
  const [first, last] = [label(buckets[0]), label(buckets.at(-1))];
  const modal = buckets.findIndex(({ count }) => count === highest);
  const most = `most (${grouped(highest)}) took ${modal < 1 ? '' : `more than ${label(buckets[modal - 1])} and `}at most ${label(buckets[modal])}`;
  return html`<figure class="histogram">
    <figcaption><code>${route}</code></figcaption>
    <svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${route}: ${most}">
      ${buckets.map(({ count }, index) => bar(index, count / highest))}
    </svg>
    <p class="ends" aria-hidden="true"><span>≤ ${first}</span><span>≤ ${last}</span></p>
  </figure>`;
}

/** What is there at all is seen: a single slow request among thousands is why one looks. */
function bar(index: number, share: number): Markup {
  const high = share === 0 ? 0 : Math.max(2, Math.round(share * height));
  return html`<rect x="${index * barWidth + 1}" y="${height - high}" width="${barWidth - 2}" height="${high}" />`;
}

function label(bucket: Bucket | undefined): string {
  if (bucket === undefined) return '–';
  if (bucket.upToMs === null) return '∞';
  return bucket.upToMs < 1000 ? `${String(bucket.upToMs)} ms` : `${String(bucket.upToMs / 1000)} s`;
}
