import type { RehearsalRecord, StageRecord } from '../../model/record.ts';
import { html, type Markup } from './markup.ts';
import { digest, section, table } from './pieces.ts';

/** For each function, the digest that each account gave back, beside that of the artefact that was built. */
export function digestMatrix(record: RehearsalRecord): Markup {
  const stages = record.stages.filter((stage) => stage.deployed.length > 0);
  const functions = [...new Set(stages.flatMap((stage) => stage.deployed.map((each) => each.function)))];
  if (functions.length === 0) return section('bytes', 'The same bytes', html`<p>Nothing was deployed.</p>`);
  const columns = stages.flatMap(columnsOf);
  const rows = functions.map((name) => [name, builtAs(record, name), ...columns.map((column) => cell(record, column, name))]);
  return section(
    'bytes',
    'The same bytes',
    html`<p>Each digest was read back from the account after the deploy (Lambda's <code>CodeSha256</code>, decoded).</p>`,
    table('Digest of each function in each environment', ['Function', 'Artefact', ...columns.map(({ title }) => title)], rows),
  );
}

interface Column {
  readonly title: string;
  readonly stage: StageRecord;
  readonly region: string | undefined;
}

/** One an environment, or one for each of its regions. */
function columnsOf(stage: StageRecord): readonly Column[] {
  const regions = [...new Set(stage.deployed.map(({ region }) => region))];
  return regions.map((region) => ({
    title: region === undefined ? stage.environment : `${stage.environment} ${region}`,
    stage,
    region,
  }));
}

/** The zip that some account runs under this name. */
function artefactOf({ stages, artefacts }: RehearsalRecord, name: string) {
  const digests = new Set<string>(
    stages.flatMap((stage) => stage.deployed.filter((each) => each.function === name).map((each) => each.digest)),
  );
  return artefacts.find((artefact) => artefact.kind === 'lambda-zip' && digests.has(artefact.digest));
}

function builtAs(record: RehearsalRecord, name: string): Markup {
  const artefact = artefactOf(record, name);
  return artefact === undefined
    ? html`<span class="state bad">none of the release's</span>`
    : html`${artefact.name} ${digest(artefact.digest)}`;
}

function cell(record: RehearsalRecord, { stage, region }: Column, name: string): Markup {
  const live = stage.deployed.find((each) => each.function === name && each.region === region);
  if (live === undefined) return html`–`;
  const built = artefactOf(record, name);
  const version = html`<span class="quiet">version ${live.version}</span>`;
  if (built?.digest === live.digest)
    return html`${digest(live.digest)} <span class="state good"><span aria-hidden="true">=</span> equal</span> ${version}`;
  const why = stage.outcome === 'rolled-back' ? 'the version before, live again' : 'other bytes';
  return html`${digest(live.digest)}
    <span class="state ${stage.outcome === 'rolled-back' ? 'open' : 'bad'}"><span aria-hidden="true">≠</span> ${why}</span> ${version}`;
}
