import { AwsError } from '../kernel/aws-error.ts';
import { structureModel } from '../schema/structure-model.ts';
import type { MemberModel } from '../schema/structure-model.ts';
import { readQueryText } from './query-text.ts';

type Schema = MemberModel['schema'];

/** A parameter's value and what stands under it: `Tags.member.1.Key` is three nodes below `Tags`. */
export interface ParameterNode {
  text: string | undefined;
  readonly children: Map<string, ParameterNode>;
}

/** Puts dotted names into a tree. */
export function parameterTree(parameters: Iterable<readonly [name: string, value: string]>): ParameterNode {
  const root: ParameterNode = { text: undefined, children: new Map() };
  for (const [name, value] of parameters) {
    let node = root;
    for (const part of name.split('.')) {
      let child = node.children.get(part);
      if (child === undefined) node.children.set(part, (child = { text: undefined, children: new Map() }));
      node = child;
    }
    node.text = value;
  }
  return root;
}

/** Reads a Query request's parameters as the schema says. Parameters that the schema does not know are AWS's to ignore. */
export function readParameters(schema: Schema, node: ParameterNode): unknown {
  if (schema.isStructSchema()) return readStructure(schema, node);
  if (schema.isListSchema()) return readList(schema, node);
  if (schema.isMapSchema()) return readMap(schema, node);
  return node.text === undefined ? undefined : readQueryText(schema, node.text);
}

function readStructure(schema: Schema, node: ParameterNode): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const member of structureModel(schema).members) {
    const child = node.children.get(member.schema.getMergedTraits().xmlName ?? member.name);
    if (child === undefined) continue;
    const read = readParameters(member.schema, child);
    if (read !== undefined) value[member.name] = read;
  }
  return value;
}

function readList(schema: Schema, node: ParameterNode): unknown[] {
  const item = schema.getValueSchema();
  const flat = schema.getMergedTraits().xmlFlattened !== undefined;
  const container = flat ? node : node.children.get(item.getMergedTraits().xmlName ?? 'member');
  return numbered(container).map((child) => readParameters(item, child));
}

function readMap(schema: Schema, node: ParameterNode): Record<string, unknown> {
  const flat = schema.getMergedTraits().xmlFlattened !== undefined;
  const key = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueSchema = schema.getValueSchema();
  const value = valueSchema.getMergedTraits().xmlName ?? 'value';
  const entries = numbered(flat ? node : node.children.get('entry'));
  return Object.fromEntries(
    entries.map((entry) => {
      const content = entry.children.get(value);
      return [entry.children.get(key)?.text ?? '', content === undefined ? undefined : readParameters(valueSchema, content)];
    }),
  );
}

/** Children named 1, 2, 3 … in that order, however they were sent. */
function numbered(node: ParameterNode | undefined): ParameterNode[] {
  const entries = Array.from(node?.children ?? [], ([name, child]) => [Number(name), child] as const);
  if (entries.some(([number]) => !Number.isInteger(number)))
    throw new AwsError('MalformedQueryString', 'A list element has no number.', 400);
  return entries.toSorted(([a], [b]) => a - b).map(([, child]) => child);
}
