import type { RehearsalRecord } from '../../model/record.ts';
import { grouped } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

/** Who tried to get at what isn't theirs, and what came of it. Null where no gate tried. */
export function isolationSection({ stages }: RehearsalRecord): Markup | null {
  const tried = stages.flatMap(({ environment, isolation }) => (isolation === null ? [] : [{ environment, isolation }]));
  if (tried.length === 0) return null;
  const holes = tried.flatMap(({ isolation }) => isolation.holes);
  return section(
    'isolation',
    'Isolation',
    html`<p>Every environment's principals tried what belongs to the others, with their own credentials. A denial is what is wanted.</p>`,
    table(
      'Tries in each environment',
      ['Tried when in', 'pairs', 'denied', 'let in'],
      tried.map(({ environment, isolation: { pairs, denied, holes: open } }) => [
        environment,
        grouped(pairs),
        grouped(denied),
        open.length === 0 ? '0' : html`<span class="state bad">${grouped(open.length)}</span>`,
      ]),
      1,
    ),
    holes.length === 0
      ? null
      : table(
          'Holes',
          ['Who', 'Of', 'Got at', 'Of', 'By', 'Because of'],
          holes.map(({ principal, from, kind, target, to, how, because }) => [
            principal,
            from,
            `${kind} ${target}`,
            to,
            how,
            because ?? 'not known',
          ]),
        ),
  );
}
