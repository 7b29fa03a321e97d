import type { AskedLoad } from '../../model/load-profile.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import { grouped, percent, tenths } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

/** What each load test was asked for, of which traffic, and what came of it. Null where none was asked for more than the project's own rate. */
export function loadProfilesSection({ stages }: RehearsalRecord): Markup | null {
  const all = stages.flatMap(({ environment, loadProfiles }) => loadProfiles.map((profile) => ({ environment, ...profile })));
  if (all.every(({ name, expected }) => name === '1x' && expected === null)) return null;
  const rows = all.flatMap(({ environment, routes, ...asked }) =>
    routes.map(({ route, requests, dropped, p99Ms, errorRate }) => [
      environment,
      asked.name,
      ...scaleOf(asked),
      route,
      ratesOf(asked),
      grouped(requests),
      grouped(dropped),
      tenths(p99Ms),
      percent(errorRate),
    ]),
  );
  return section(
    'load-profiles',
    'Load profiles',
    html`<p>
      Expected is what rehearsal.yaml says of the users there, all routes together; scale is the share of it that this machine was asked
      for.
    </p>`,
    table(
      'Load profiles',
      ['Environment', 'Profile', 'Expected', 'Scale', 'Route', 'asked, each second', 'samples', 'dropped', 'p99 ms', 'errors'],
      rows,
      6,
    ),
  );
}

function scaleOf({ expected }: AskedLoad): readonly [string, string] {
  return expected === null ? ['–', '–'] : [`${grouped(expected.perSecond)}/s`, percent(expected.scale)];
}

function ratesOf({ ratePerSecond, peakPerSecond }: AskedLoad): string {
  return peakPerSecond === null ? grouped(ratePerSecond) : `${grouped(ratePerSecond)}, ${grouped(peakPerSecond)} at its height`;
}
