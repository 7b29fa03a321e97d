import type { RehearsalRecord } from '../../model/record.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

/** What was tried of the backend when it started, and what was seen. Null where its own tests show what it can do. */
export function backendSection({ backend }: RehearsalRecord): Markup | null {
  const { probed = [], emulator } = backend;
  if (probed.length === 0) return null;
  const lacking = probed.filter(({ there }) => !there).length;
  const rows = probed.map(({ capability, there, seen }) => [capability, there ? 'there' : html`<strong>missing</strong>`, seen]);
  return section(
    'backend',
    'What the backend can do',
    html`<p>${emulator} was tried at its start: ${String(lacking)} of ${String(probed.length)} capabilities are missing.</p>`,
    table('Capabilities', ['Capability', 'Was', 'Seen'], rows),
  );
}
