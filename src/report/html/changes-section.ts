import { z } from 'zod';
import type { ReportSource } from '../../evidence/finish-evidence.ts';
import { counted } from '../in-words.ts';
import { keptJson } from './kept-json.ts';
import { html, type Markup } from './markup.ts';
import { section, table } from './pieces.ts';

const changeSet = z.object({
  stack: z.string(),
  region: z.string().optional(),
  creates: z.boolean(),
  changes: z.array(z.object({ action: z.string(), logicalId: z.string(), type: z.string(), replacement: z.string().nullish() })),
});

/** What each account's CloudFormation said that the deploy would change. Null where nothing was planned. */
export function changesSection({ record, kept }: ReportSource): Markup | null {
  const planned = record.stages.flatMap(({ environment, gates }) => {
    const digests = gates.filter(({ gate }) => gate === 'deploy').flatMap(({ evidence }) => evidence);
    return keptJson(kept, digests, '-changes.json', changeSet).map((set) => ({ environment, ...set }));
  });
  if (planned.length === 0) return null;
  return section(
    'changes',
    'The change sets',
    planned.map(
      ({ environment, stack, region, creates, changes }) =>
        html`<details>
          <summary>
            ${environment}: ${counted(changes.length, 'change')} ${creates ? 'make' : 'of'} the stack
            <code>${stack}</code>${region === undefined ? '' : ` in ${region}`}
          </summary>
          ${table(
            `Changes in ${environment}`,
            ['Resource', 'Type', 'Action', 'Replaced'],
            changes.map(({ logicalId, type, action, replacement }) => [logicalId, html`<code>${type}</code>`, action, replacement ?? '–']),
          )}
        </details>`,
    ),
  );
}
