import type { ReportSource } from '../../evidence/finish-evidence.ts';
import { durationInWords, instantInWords } from '../in-words.ts';
import { nextStep } from '../next-step.ts';
import { outcomeWords } from '../outcome-words.ts';
import { rehearsalNotice } from '../rehearsal-notice.ts';
import { whatWasSaid } from '../what-was-said.ts';
import { html, type Markup } from './markup.ts';
import { digest, facts } from './pieces.ts';

/** What it was, how it ended, and that it was no release. */
export function header({ record, entries }: ReportSource): Markup {
  const said = whatWasSaid(entries);
  const { word, mark, tone } = outcomeWords[record.outcome];
  const next = nextStep(record, said);
  return html`<header>
    <p class="eyebrow">Rehearsal, not production</p>
    <h1>${record.project} <span class="version">${record.release?.version ?? record.commit.slice(0, 12)}</span></h1>
    <div class="outcome ${tone}">
      <p class="verdict"><span aria-hidden="true">${mark}</span> ${capitalised(word)}</p>
      <p>${said.endReason}</p>
      ${
        next === null
          ? null
          : html`<div class="next">
              <p><strong>Next:</strong> ${next.sentence}</p>
              <pre><code>${next.commands.join('\n')}</code></pre>
            </div>`
      }
    </div>
    <p class="notice">${rehearsalNotice(record)}</p>
    ${facts([
      ['Commit', html`<code title="${record.commit}">${record.commit.slice(0, 12)}</code>`],
      ['Release', record.release === null ? 'nothing was built' : digest(record.release.id)],
      ['Candidate', record.release?.candidate ?? '–'],
      ['Started', html`<time datetime="${record.startedAt}">${instantInWords(record.startedAt)}</time>`],
      ['Took', durationInWords(record.durationMs)],
      ['Topology', record.topology.name],
      ['Backend', record.backend.kind],
      ...standIns(record),
      ['Authors', record.authors.length === 0 ? '–' : record.authors.join(', ')],
    ])}
  </header>`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** In the colour of what is open: the rehearsal says nothing of them. */
function standIns({ backend }: ReportSource['record']): readonly (readonly [string, Markup])[] {
  if (backend.standIns === undefined) return [];
  return [['Stand-ins', html`<span class="state open">${backend.standIns.join(', ')}</span>`]];
}
