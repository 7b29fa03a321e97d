import type { RehearsalRecord } from '../../model/record.ts';
import { instantInWords } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { section, state, table } from './pieces.ts';

/** Every exception that was made, whether a gate needed it in the end or not. Null where none was. */
export function waiversSection({ stages }: RehearsalRecord): Markup | null {
  const rows = stages.flatMap((stage) =>
    stage.waivers.map((waiver) => {
      const used = stage.gates.some(({ gate, verdict }) => gate === waiver.gate && verdict === 'waived');
      return [
        waiver.gate,
        stage.environment,
        `${waiver.by}, ${waiver.role}`,
        waiver.reason,
        waiver.reference,
        waiver.version,
        html`<time datetime="${waiver.expires}">${instantInWords(waiver.expires)}</time>`,
        used ? state('waived') : 'not used',
      ];
    }),
  );
  if (rows.length === 0) return null;
  return section('waivers', 'Waivers', table('Waivers', ['Gate', 'In', 'By', 'Why', 'Reference', 'For', 'Until', ''], rows));
}
