import type { ShadowScope } from '../../../src/model/shadow.ts';
import { isMasked, jsonOf, token } from './masks.ts';

export interface ComparedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AnswerDifference {
  readonly what: string;
  readonly live: string;
  readonly candidate: string;
}

const longest = 80;
const absent = 'absent';

/** Status, headers in scope, and body: as JSON where both are, else as text. What is masked, or a name, has to be there in both, whatever it says. */
export function compareAnswers(
  live: ComparedAnswer,
  candidate: ComparedAnswer,
  { headers, ids, masks }: ShadowScope,
): readonly AnswerDifference[] {
  const differences = headers.flatMap((name) => unlessSame(`header ${name}`, live.headers[name], candidate.headers[name]));
  const [own, other] = [jsonOf(live.body), jsonOf(candidate.body)];
  const bodies =
    own === undefined || other === undefined ? unlessSame('body', live.body, candidate.body) : inJson('', own, other, [...ids, ...masks]);
  return [...unlessSame('status', live.status, candidate.status), ...differences, ...bodies];
}

function inJson(pointer: string, live: unknown, candidate: unknown, masks: readonly string[]): readonly AnswerDifference[] {
  if (isMasked(pointer, masks) && live !== undefined && candidate !== undefined) return [];
  if (Array.isArray(live) && Array.isArray(candidate)) return inLists(pointer, live, candidate, masks);
  if (isObject(live) && isObject(candidate)) {
    const keys = [...new Set([...Object.keys(live), ...Object.keys(candidate)])];
    return keys.flatMap((key) => inJson(`${pointer}/${token(key)}`, live[key], candidate[key], masks));
  }
  return unlessSame(`body ${pointer}`.trimEnd(), live, candidate);
}

function inLists(
  pointer: string,
  live: readonly unknown[],
  candidate: readonly unknown[],
  masks: readonly string[],
): readonly AnswerDifference[] {
  if (live.length !== candidate.length)
    return [{ what: `body ${pointer}`.trimEnd(), live: `${live.length} entries`, candidate: `${candidate.length} entries` }];
  return live.flatMap((each, index) => inJson(`${pointer}/${index}`, each, candidate[index], masks));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unlessSame(what: string, live: unknown, candidate: unknown): readonly AnswerDifference[] {
  const [own, other] = [whole(live), whole(candidate)];
  return own === other ? [] : [{ what, live: shortened(own), candidate: shortened(other) }];
}

function whole(value: unknown): string {
  return value === undefined ? absent : JSON.stringify(value);
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
