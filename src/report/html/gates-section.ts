import type { ReportSource } from '../../evidence/finish-evidence.ts';
import type { KeptFile, KeptFiles } from '../../evidence/files/kept-file.ts';
import type { GateRecord, StageRecord } from '../../model/record.ts';
import { durationInWords } from '../in-words.ts';
import { outcomeWords } from '../outcome-words.ts';
import { whatWasSaid } from '../what-was-said.ts';
import { html, type Markup } from './markup.ts';
import { section, state } from './pieces.ts';

/** Every gate that was run, stage by stage, with its reason and what it looked at. */
export function gatesSection({ record, entries, kept }: ReportSource): Markup {
  const { refused } = whatWasSaid(entries);
  const reached = record.stages.filter((stage) => stage.outcome !== 'not-reached');
  const stages = reached.map((stage) => stageGates(stage, refused.get(stage.environment), kept));
  return section('gates', 'The gates', reached.length === 0 ? html`<p>No stage was reached.</p>` : stages);
}

function stageGates({ environment, outcome, gates }: StageRecord, refusal: string | undefined, kept: KeptFiles): Markup {
  return html`<article id="stage-${environment}">
    <h3>${environment} ${state(outcome)}</h3>
    ${refusal === undefined ? null : html`<p class="refusal"><strong>Refused:</strong> ${refusal}</p>`}
    <ol class="gates">
      ${gates.map((gate) => gateRow(gate, environment, kept))}
    </ol>
  </article>`;
}

function gateRow({ gate, verdict, reason, durationMs, evidence }: GateRecord, environment: string, kept: KeptFiles): Markup {
  return html`<li class="${outcomeWords[verdict].tone}">
    <span class="gate">${gate}</span>${state(verdict)}
    <div class="reason">
      <p>${reason}</p>
      ${evidenceLinks(evidence, environment, kept)}
    </div>
    <span class="took">${durationInWords(durationMs)}</span>
  </li>`;
}

function evidenceLinks(evidence: readonly string[], environment: string, kept: KeptFiles): Markup | null {
  const named = [...new Set(evidence)].flatMap((digest) => nameOf(digest, environment, kept) ?? []);
  if (named.length === 0) return null;
  const links = named.map(({ name, digest }) => html`<li><a href="../evidence/files/${digest.slice('sha256:'.length)}">${name}</a></li>`);
  return html`<ul class="links" aria-label="Evidence">
    ${links}
  </ul>`;
}

/** The same bytes may have been kept under several names: of another stage's and this stage's own, people are shown their own. */
function nameOf(digest: string, environment: string, kept: KeptFiles): KeptFile | null {
  const names = kept.list().filter((file) => file.digest === digest);
  const isOwn = ({ name }: KeptFile): boolean => `-${name}`.includes(`-${environment}-`) || `-${name}`.includes(`-${environment}.`);
  return names.findLast(isOwn) ?? names.at(-1) ?? null;
}
