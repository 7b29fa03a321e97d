import { z } from 'zod';
import type { Problem } from '../model/problem.ts';
import { ConfigError } from './config-error.ts';
import { nearest } from './nearest.ts';
import type { YamlDocument } from './yaml-document.ts';

/** The document as the schema has it; throws ConfigError with every problem's place and, for an unknown key, the nearest known one. */
export function checkDocument<Schema extends z.ZodType>(document: YamlDocument, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(document.data);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.flatMap((issue) => problemsOf(document, schema, issue)));
}

function problemsOf(document: YamlDocument, schema: z.ZodType, issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near === null ? (known.length === 0 ? '' : `Known keys here: ${known.join(', ')}.`) : `Did you mean "${near}"?`;
      return document.problemAt([...issue.path, key], 'unknown key', hint);
    });
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that got furthest is the one that was meant.
    const branch = issue.errors.toSorted((left, right) => depth(right) - depth(left) || left.length - right.length)[0] ?? [];
    if (depth(branch) > 0)
      return branch.flatMap((inner) => problemsOf(document, schema, { ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [document.problemAt(issue.path, sentence(issue))];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function sentence(issue: z.core.$ZodIssue): string {
  const text = issue.message.replace(/^Invalid input: /, '');
  return text.length === 0 ? 'is not valid' : text;
}

/** The keys that the schema knows at a path; what is optional, defaulted, a record or a union is looked through. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let current: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const root = current;
  for (const part of path) current = child(resolve(root, current), part);
  return propertyNames(root, current);
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resolve(root: unknown, node: unknown): JsonObject {
  if (!isObject(node)) return {};
  const reference = node['$ref'];
  if (typeof reference !== 'string' || !isObject(root)) return node;
  const definitions = root['$defs'];
  const found = isObject(definitions) ? definitions[reference.replace('#/$defs/', '')] : undefined;
  return isObject(found) ? found : {};
}

function branches(node: JsonObject): readonly unknown[] {
  const options = node['anyOf'] ?? node['oneOf'];
  return Array.isArray(options) ? (options as readonly unknown[]) : [];
}

function child(node: JsonObject, part: PropertyKey): unknown {
  const properties = node['properties'];
  if (isObject(properties) && typeof part === 'string' && part in properties) return properties[part];
  if (typeof part === 'number') return node['items'];
  if (isObject(node['additionalProperties'])) return node['additionalProperties'];
  for (const branch of branches(node)) {
    const found = isObject(branch) ? child(branch, part) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function propertyNames(root: unknown, node: unknown): readonly string[] {
  const at = resolve(root, node);
  const own = isObject(at['properties']) ? Object.keys(at['properties']) : [];
  return [...own, ...branches(at).flatMap((branch) => propertyNames(root, branch))];
}
