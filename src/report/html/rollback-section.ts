import type { StageRecord } from '../../model/record.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import { durationInWords } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { facts, section } from './pieces.ts';
import { rehearsalTable } from './rehearsal-table.ts';

/** How a rollback went and what users saw of it. Null where there was none. */
export function rollbackSection({ stages }: RehearsalRecord): Markup | null {
  const rolledBack = stages.filter((stage) => stage.rollback !== null);
  return rolledBack.length === 0 ? null : section('rollback', 'Rollback', rolledBack.map(rollback));
}

function rollback({ environment, rollback }: StageRecord): Markup | null {
  if (rollback === null) return null;
  const { detectedMs, revertedMs, userErrorWindowMs, limitMs, trigger, rehearsed, rehearsal } = rollback;
  const within = userErrorWindowMs <= limitMs;
  const total = Math.max(detectedMs + revertedMs, 1);
  return html`<h3>${environment}</h3>
    <p>${trigger}</p>
    <svg class="timeline" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="detected" width="${((detectedMs / total) * 100).toFixed(2)}" height="6" />
      <rect class="reverted" x="${((detectedMs / total) * 100).toFixed(2)}" width="${((revertedMs / total) * 100).toFixed(2)}" height="6" />
    </svg>
    ${facts([
      ['Detected after', durationInWords(detectedMs)],
      ['Reverted in another', durationInWords(revertedMs)],
      ['Users saw errors for', html`<span class="state ${within ? 'good' : 'bad'}">${durationInWords(userErrorWindowMs)}</span>`],
      ['Limit', `${durationInWords(limitMs)}, ${within ? 'held' : 'not held'}`],
      ...(rehearsed ? [['Why', 'rehearsed on purpose'] as const] : []),
    ])}
    ${rehearsal === undefined ? '' : rehearsalTable(rehearsal)}`;
}
