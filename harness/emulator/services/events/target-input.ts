import { atPath } from './json-path.ts';
import type { EventRecord, TargetRow } from './state.ts';

export interface InputRule {
  readonly name: string;
  readonly arn: string;
}

/** What a target gets of an event: all of it, a part, a constant, or what its template makes of it. */
export function targetInput(target: TargetRow, event: EventRecord, rule: InputRule, ingestedAt: string): string {
  const { input, inputPath, transformer } = target;
  if (input !== undefined) return input;
  if (inputPath !== undefined) return JSON.stringify(atPath(event, inputPath) ?? {});
  if (transformer === undefined) return JSON.stringify(event);
  const values = new Map<string, unknown>(Object.entries(transformer.paths).map(([name, path]) => [name, atPath(event, path)]));
  values.set('aws.events.rule-arn', rule.arn);
  values.set('aws.events.rule-name', rule.name);
  values.set('aws.events.event.ingestion-time', ingestedAt);
  const { detail: _detail, ...withoutDetail } = event;
  values.set('aws.events.event', withoutDetail);
  values.set('aws.events.event.json', event);
  return fill(transformer.template, values);
}

/**
 * Puts values in the place of `<name>`: within quotes as text, elsewhere as JSON. What has no value becomes an empty text.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fill(template: string, values: ReadonlyMap<string, unknown>): string {
  let filled = '';
  let quoted = false;
  for (let index = 0; index < template.length; index += 1) {
    const character = template.charAt(index);
    const name = character === '<' ? /^<([\w.-]+)>/.exec(template.slice(index))?.[1] : undefined;
    if (name !== undefined) {
      const value = values.get(name) ?? '';
      filled += quoted ? inText(value) : JSON.stringify(value);
      index += name.length + 1;
      continue;
    }
    if (character === '\\') {
      filled += template.slice(index, index + 2);
      index += 1;
      continue;
    }
    if (character === '"') quoted = !quoted;
    filled += character;
  }
  return filled;
}

function inText(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)).slice(1, -1);
}
