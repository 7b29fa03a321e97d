import type { RehearsalRecord } from '../../model/record.ts';
import { instantInWords } from '../in-words.ts';
import { html, type Markup } from './markup.ts';
import { digest, section, table } from './pieces.ts';

/** Who consented to what. Null where nobody did. */
export function approvalsSection({ stages }: RehearsalRecord): Markup | null {
  const rows = stages.flatMap((stage) =>
    stage.approvals.map((approval) => [
      approval.by,
      approval.role,
      stage.environment,
      html`<time datetime="${approval.at}">${instantInWords(approval.at)}</time>`,
      digest(approval.release),
      digest(approval.plan),
      approval.simulated ? html`<span class="state open">simulated</span>` : 'given',
    ]),
  );
  if (rows.length === 0) return null;
  return section('approvals', 'Approvals', table('Approvals', ['Person', 'Role', 'For', 'When', 'Release', 'Plan', ''], rows));
}
