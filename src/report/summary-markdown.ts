import type { ReportSource } from '../evidence/finish-evidence.ts';
import type { RehearsalRecord, StageRecord } from '../model/record.ts';
import { gatesPassed } from './gates-passed.ts';
import { durationInWords, grouped } from './in-words.ts';
import { nextStep } from './next-step.ts';
import { outcomeWords } from './outcome-words.ts';
import { rehearsalNotice } from './rehearsal-notice.ts';
import { type WhatWasSaid, whatWasSaid } from './what-was-said.ts';

/** summary.md, for a CI job's page (GitHub-flavoured Markdown). */
export function summaryMarkdown({ record, entries, fingerprint }: ReportSource): string {
  const said = whatWasSaid(entries);
  const { word } = outcomeWords[record.outcome];
  const version = record.release?.version ?? `commit ${record.commit.slice(0, 12)}`;
  const blocks = [
    `# Rehearsal of ${plain(record.project)} ${plain(version)}: ${word}`,
    `> **Rehearsal, not production.** ${plain(rehearsalNotice(record))}`,
    plain(said.endReason),
    ...nextBlock(record, said),
    '## The path',
    pathTable(record, said),
    ...record.stages.flatMap((stage) => stageBlocks(stage, said)),
    ...releaseBlocks(record),
    '## Evidence',
    `${String(record.ledger.entries)} ledger entries, head \`${record.ledger.head}\`, signed with key \`${fingerprint}\`. Check with \`rehearse evidence verify --key ${fingerprint}\`, or with openssl and sha256sum alone as \`evidence/VERIFY.md\` says.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function nextBlock(record: RehearsalRecord, said: WhatWasSaid): readonly string[] {
  const next = nextStep(record, said);
  if (next === null) return [];
  return ['## What to do next', plain(next.sentence), ['```sh', ...next.commands, '```'].join('\n')];
}

function pathTable({ stages }: RehearsalRecord, { before }: WhatWasSaid): string {
  const rows = stages.map((stage) => {
    const { mark, word } = outcomeWords[stage.outcome];
    const { trigger } = stage;
    const was = before.get(stage.environment);
    const started = was === undefined ? '' : (was ?? 'empty');
    const ref = trigger.kind === 'manual' ? 'by hand' : `${trigger.kind} ${trigger.ref}`;
    return [stage.environment, stage.account, ref, started, `${mark} ${word}`, gatesPassed(stage.gates)];
  });
  return table(['environment', 'account', 'trigger', 'before', 'outcome', 'gates'], rows);
}

function stageBlocks({ environment, gates, rollback, outcome, waivers }: StageRecord, { refused }: WhatWasSaid): readonly string[] {
  if (outcome === 'not-reached') return [];
  const refusal = refused.get(environment);
  const rows = gates.map(({ gate, verdict, reason, durationMs }) => {
    const { mark, word } = outcomeWords[verdict];
    return [gate, `${mark} ${word}`, reason, durationInWords(durationMs)];
  });
  return [
    `## ${plain(environment)}`,
    ...(refusal === undefined ? [] : [`**Refused:** ${plain(refusal)}`]),
    ...(rows.length === 0 ? [] : [table(['gate', 'verdict', 'reason', 'took'], rows)]),
    ...waivers.map(
      ({ gate, by, role, reason, reference, version, expires }) =>
        `**Waiver** of ${plain(gate)} for ${plain(version)} by ${plain(by)}, ${plain(role)}, until ${expires}: ${plain(reason)} (${plain(reference)}).`,
    ),
    ...(rollback === null
      ? []
      : [
          `**${rollback.rehearsed ? 'Rollback rehearsed' : 'Rolled back'}** (${plain(rollback.trigger)}): detected after ${durationInWords(rollback.detectedMs)}, reverted in ${durationInWords(rollback.revertedMs)}; users saw errors for ${durationInWords(rollback.userErrorWindowMs)}, the limit is ${durationInWords(rollback.limitMs)}.`,
        ]),
  ];
}

function releaseBlocks({ release, artefacts }: RehearsalRecord): readonly string[] {
  if (release === null) return ['## The release', 'Nothing was built.'];
  const rows = artefacts.map(({ name, kind, digest, bytes }) => [name, kind, digest, grouped(bytes)]);
  return ['## The release', `\`${release.id}\``, table(['artefact', 'kind', 'digest', 'bytes'], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Text as it is: nothing in it is markup, links, mentions of people or issues, or the end of a cell. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll(/@(?=\w)/g, '@\u200b')
    .trim();
}
