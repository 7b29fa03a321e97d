import type { ReportSource } from '../../evidence/finish-evidence.ts';
import type { StageRecord } from '../../model/record.ts';
import { gatesPassed } from '../gates-passed.ts';
import { counted } from '../in-words.ts';
import { outcomeWords } from '../outcome-words.ts';
import { whatWasSaid } from '../what-was-said.ts';
import { html, type Markup } from './markup.ts';
import { section, state } from './pieces.ts';

/** The stages in promotion order, each with how it ended. */
export function pathRow({ record, entries }: ReportSource): Markup {
  const { before } = whatWasSaid(entries);
  const stages = record.stages.map((stage) => stageCard(stage, before.get(stage.environment)));
  return section(
    'path',
    'The path',
    html`<ol class="path">
      ${stages}
    </ol>`,
  );
}

function stageCard({ environment, account, outcome, trigger, gates }: StageRecord, before: string | null | undefined): Markup {
  const what =
    trigger.kind === 'manual'
      ? 'by hand'
      : trigger.kind === 'merge'
        ? html`merge to <code>${trigger.ref}</code>`
        : html`tag <code>${trigger.ref}</code>`;
  const counts = gates.length === 0 ? 'no gate was run' : gatesPassed(gates, (total) => counted(total, 'gate'));
  const was = before === undefined ? null : html`<p class="quiet">${before === null ? 'was empty before' : `had ${before} before`}</p>`;
  const name = outcome === 'not-reached' ? environment : html`<a href="#stage-${environment}">${environment}</a>`;
  return html`<li class="${outcomeWords[outcome].tone}">
    <h3>${name}</h3>
    <p>${state(outcome)}</p>
    <p class="quiet">${what}</p>
    <p class="quiet">${counts}</p>
    ${was}
    <p class="quiet">account <code>${account}</code></p>
  </li>`;
}
