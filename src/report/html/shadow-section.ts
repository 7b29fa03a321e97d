import type { RehearsalRecord } from '../../model/record.ts';
import { grouped } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

/** How the release answered copies of users' requests, beside what users were answered. Null where none were mirrored. */
export function shadowSection({ stages }: RehearsalRecord): Markup | null {
  const mirrored = stages.flatMap(({ environment, shadow }) => (shadow === null ? [] : [{ environment, ...shadow }]));
  const [first] = mirrored;
  if (first === undefined) return null;
  const routes = mirrored.flatMap(({ environment, routes: all }) =>
    all.map(({ route, compared, different }) => [environment, route, grouped(compared), inState(different)]),
  );
  const differences = mirrored.flatMap(({ environment, differences: all }) =>
    all.map(({ route, what, live, candidate, times }) => [environment, route, what, live, candidate, grouped(times)]),
  );
  const scope = ['status', ...first.headers.map((name) => `header ${name}`), 'body'].join(', ');
  const mayDiffer = [...first.ids, ...first.masks];
  const masks = mayDiffer.length === 0 ? 'nothing' : mayDiffer.join(', ');
  return section(
    'shadow',
    'Shadow traffic',
    html`<p>
      Copies of users' requests, answered by the release in a throw-away double of the environment. Compared: ${scope}. May differ:
      ${masks}.
    </p>`,
    table('Answers compared', ['Environment', 'Route', 'compared', 'different'], routes),
    differences.length === 0 ? null : table('Differences', ['Environment', 'Route', 'What', 'Live', 'Release', 'times'], differences),
  );
}

function inState(different: number): string | Markup {
  return different === 0 ? '0' : html`<span class="state bad">${grouped(different)}</span>`;
}
