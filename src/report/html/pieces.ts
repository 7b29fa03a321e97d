import type { Outcome, StageOutcome } from '../../model/record.ts';
import type { Verdict } from '../../model/verdict.ts';
import { shortDigest } from '../in-words.ts';
import { outcomeWords } from '../outcome-words.ts';
import { html, type Insert, type Markup } from './markup.ts';

/** A state as a mark and a word; the mark is only for eyes. */
export function state(of: Outcome | StageOutcome | Verdict): Markup {
  const { word, mark, tone } = outcomeWords[of];
  return html`<span class="state ${tone}"><span aria-hidden="true">${mark}</span> ${word}</span>`;
}

/** A digest short enough to read; the whole of it is in the title, and in rehearsal.json. */
export function digest(of: string): Markup {
  return html`<code title="${of}">${shortDigest(of)}</code>`;
}

export function section(id: string, title: string, ...content: readonly Insert[]): Markup {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

/** A table that scrolls by itself where the window is narrow. The first cell of each row names it. */
export function table(caption: string, head: readonly Insert[], rows: readonly (readonly Insert[])[], numbersFrom = head.length): Markup {
  const kind = (column: number): string => (column >= numbersFrom ? 'number' : 'text');
  const row = (cells: readonly Insert[]): Markup =>
    html`<tr>
      ${cells.map((cell, column) => (column === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="${kind(column)}">${cell}</td>`))}
    </tr>`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((cell, column) => html`<th scope="col" class="${kind(column)}">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(row)}
      </tbody>
    </table>
  </div>`;
}

export function facts(pairs: readonly (readonly [string, Insert])[]): Markup {
  return html`<dl class="facts">
    ${pairs.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
