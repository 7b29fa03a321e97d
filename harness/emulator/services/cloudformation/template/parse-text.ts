import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { validationError } from '../errors.ts';
import type { Json } from './json.ts';

/** A template's text, JSON or YAML, as one JSON value with the long forms of all functions (`!Ref X` is `{Ref: X}`). */
export function parseTemplateText(text: string): Json {
  return text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw validationError(`Template format error: JSON not well-formed. (${detail})`);
  }
}

function parseYaml(text: string): Json {
  const lines = new LineCounter();
  const document = parseDocument(text, { logLevel: 'silent', lineCounter: lines, schema: 'core', merge: false, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const at = lines.linePos(problem.pos[0]);
    throw validationError(`Template format error: YAML not well-formed. (line ${at.line}, column ${at.col}): ${problem.message}`);
  }
  if (document.contents === null) throw validationError('Template format error: unsupported structure.');
  return toJson(document.contents, document);
}

function toJson(node: unknown, document: Document): Json {
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return toJson(node.resolve(document), document);
  const value = untagged(node as Node, document);
  const tag = (node as Node).tag;
  return tag?.startsWith('!') === true ? longForm(tag.slice(1), value) : value;
}

function untagged(node: Node, document: Document): Json {
  if (isSeq(node)) return node.items.map((item) => toJson(item, document));
  if (isMap(node)) {
    const entries = node.items.map((pair): [string, Json] => [keyText(pair.key), toJson(pair.value, document)]);
    return Object.fromEntries(entries);
  }
  return isScalar(node) ? (node.value as Json) : null;
}

/** Keys are always text: an account id as key of a mapping keeps its leading zeros. */
function keyText(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

/** `!GetAtt A.B.C` splits at the first dot; `!Ref` and `!Condition` have no `Fn::`. */
function longForm(name: string, value: Json): Json {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}
