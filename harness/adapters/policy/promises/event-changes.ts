import type { PromiseChange } from '../../../../src/ports/project-reader.ts';
import { isMap } from '../data.ts';
import { readYaml, type ReadYaml } from '../read-yaml.ts';
import { schemaChanges } from './schema-changes.ts';

/** Two versions of an event's JSON Schema, judged as what the project sends. Throws with one clause where they can't be compared. */
export function eventChanges(path: string, before: string, after: string): readonly PromiseChange[] {
  const was = readSchema(before);
  const is = readSchema(after);
  const changes = schemaChanges({ root: was.data, schema: was.data, at: [] }, { root: is.data, schema: is.data, at: [] }, 'sent');
  const known = changes.flatMap(({ effect, what, at, in: side }): readonly PromiseChange[] =>
    effect === 'unknown'
      ? []
      : [{ effect, what: `event ${nameOf(path)}: ${what}`, place: `${path}:${(side === 'before' ? was : is).lineOf(at)}` }],
  );
  const unknown = changes.find(({ effect }) => effect === 'unknown');
  if (unknown !== undefined && known.every(({ effect }) => effect !== 'breaking'))
    throw new Error(`${unknown.what} from the latest release's, which is more than can be judged`);
  return known;
}

export function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/(\.schema)?\.json$/, '');
}

function readSchema(text: string): ReadYaml {
  const read = readYaml(text);
  if (!isMap(read.data)) throw new Error('it is no JSON Schema');
  return read;
}
