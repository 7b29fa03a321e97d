import type { RehearsalRecord } from '../../model/record.ts';
import { grouped } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { facts, section, table } from './pieces.ts';

export function releaseSection({ release, artefacts }: RehearsalRecord): Markup {
  if (release === null) return section('release', 'The release', html`<p>Nothing was built.</p>`);
  const rows = artefacts.map(({ name, module, kind, digest, bytes }) => [
    name,
    module,
    kind,
    html`<code class="whole">${digest.slice('sha256:'.length)}</code>`,
    grouped(bytes),
  ]);
  return section(
    'release',
    'The release',
    facts([
      ['Version', release.version],
      ['Id', html`<code class="whole">${release.id}</code>`],
    ]),
    table('Artefacts and their digests', ['Artefact', 'Module', 'Kind', 'SHA-256', 'Bytes'], rows, 4),
  );
}
