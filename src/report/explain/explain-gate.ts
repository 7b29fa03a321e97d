import type { KeptFile, KeptFiles } from '../../evidence/files/kept-file.ts';
import type { GateRecord } from '../../model/record.ts';
import { durationInWords } from '../in-words.ts';
import { outcomeWords } from '../outcome-words.ts';
import { type Denial, denialsIn } from './denial.ts';
import type { FailedTest } from './failed-test.ts';
import { failedTestsIn } from './failed-tests-in.ts';
import { placesIn } from './places-in.ts';
import { tailOf, withoutColours } from './tail-of.ts';

interface Text {
  readonly file: KeptFile;
  readonly text: string;
}

const shown = { tests: 3, linesOfTest: 8, tail: 12, places: 5 };

/** Why a gate says what it says: its reason, then what matters of the files that it kept. */
export function explainGate(environment: string, gate: GateRecord, kept: KeptFiles): readonly string[] {
  const texts = textsOf(gate, kept);
  const all = [gate.reason, ...texts.map(({ text }) => text)].join('\n');
  const denials = denialsIn(all);
  const tests = texts.flatMap(({ file, text }) => failedTestsIn(file.name, text));
  const isRed = gate.verdict !== 'passed' && gate.verdict !== 'waived';
  const excerpt = isRed ? [...denials.flatMap(denialLines), ...testLines(tests)] : [];
  const tail = isRed && excerpt.length === 0 ? logTail(texts) : [];
  const places = isRed ? placeLines(gate, tests, excerpt.length === 0 ? tail.join('\n') : '') : [];
  const { mark, word } = outcomeWords[gate.verdict];
  return [
    `${mark} ${environment}/${gate.gate} ${word} after ${durationInWords(gate.durationMs)}`,
    `  ${gate.reason}`,
    ...excerpt,
    ...tail,
    ...places,
    ...fileLines(texts),
  ];
}

function textsOf({ evidence }: GateRecord, kept: KeptFiles): readonly Text[] {
  return [...new Set(evidence)].flatMap((digest) => {
    const file = kept.list().findLast((each) => each.digest === digest);
    const bytes = kept.read(digest);
    if (file === undefined || bytes === null) return [];
    return [{ file, text: withoutColours(new TextDecoder().decode(bytes)) }];
  });
}

function denialLines({ principal, action, resource, why }: Denial): readonly string[] {
  return [
    '',
    '  denied',
    `    principal  ${principal}`,
    `    action     ${action}`,
    ...(resource === null ? [] : [`    resource   ${resource}`]),
    ...(why === '' ? [] : [`    why        ${why}`]),
  ];
}

function testLines(tests: readonly FailedTest[]): readonly string[] {
  const lines = tests.slice(0, shown.tests).flatMap(({ name, message }) => {
    const said = message.split(/\r?\n/).filter((line) => line.trim() !== '');
    return ['', `  ✕ ${name}`, ...said.slice(0, shown.linesOfTest).map((line) => `    ${line.trimEnd()}`)];
  });
  const more = tests.length - shown.tests;
  return more > 0 ? [...lines, '', `  and ${String(more)} more`] : lines;
}

function logTail(texts: readonly Text[]): readonly string[] {
  const log = texts.find(({ file }) => file.name.endsWith('.log')) ?? texts[0];
  if (log === undefined) return [];
  return ['', `  the end of ${log.file.name}`, ...tailOf(log.text, shown.tail).map((line) => `    ${line}`)];
}

function placeLines({ reason }: GateRecord, tests: readonly FailedTest[], tail: string): readonly string[] {
  const places = placesIn([reason, ...tests.map((test) => test.message), tail].join('\n')).slice(0, shown.places);
  return places.length === 0 ? [] : ['', ...places.map((place) => `  at ${place}`)];
}

function fileLines(texts: readonly Text[]): readonly string[] {
  if (texts.length === 0) return [];
  return ['', ...texts.map(({ file }) => `  evidence/files/${file.digest.slice('sha256:'.length)}  ${file.name}`)];
}
