import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';

/** YAML or JSON as data, with the line that each value stands on. CloudFormation's short forms are written out (`!Ref X` is `{ Ref: 'X' }`). */
export interface ReadYaml {
  readonly data: unknown;
  /** From 1; of the nearest value above where the path itself is not there. */
  readonly lineOf: (path: Path) => number;
}

export type Path = readonly (string | number)[];

/** Throws where the text is neither, with a sentence that says why. */
export function readYaml(text: string): ReadYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`line ${counter.linePos(error.pos[0]).line}: ${error.message}`);
  const lines = new Map<string, number>();
  const note = (path: Path, node: Node): void => {
    if (node.range) lines.set(keyOf(path), counter.linePos(node.range[0]).line);
  };
  const data = valueOf(document.contents, [], { document, note, within: new Set() });
  return {
    data,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length -= 1) {
        const line = lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

interface Reading {
  readonly document: Document;
  readonly note: (path: Path, node: Node) => void;
  /** Aliases that are being followed: one that holds itself ends there. */
  readonly within: ReadonlySet<string>;
}

function valueOf(node: unknown, path: Path, reading: Reading): unknown {
  if (isAlias(node)) {
    const target = reading.within.has(node.source) ? undefined : node.resolve(reading.document);
    return target === undefined ? null : valueOf(target, path, { ...reading, within: new Set([...reading.within, node.source]) });
  }
  const wrapped = intrinsicOf(node);
  const inside = wrapped === null ? path : [...path, wrapped];
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, unknown] => {
      const name = isScalar(key) ? String(key.value) : String(key);
      const at = [...inside, name];
      if (isScalar(key)) reading.note(at, key);
      return [name, valueOf(value, at, reading)];
    });
    return wrap(wrapped, Object.fromEntries(entries));
  }
  if (isSeq(node)) {
    const items = node.items.map((item, index) => {
      const at = [...inside, index];
      reading.note(at, item as Node);
      return valueOf(item, at, reading);
    });
    return wrap(wrapped, items);
  }
  return isScalar(node) ? wrap(wrapped, wrapped === 'Fn::GetAtt' ? String(node.value).split('.') : node.value) : null;
}

/** `!Ref` -> Ref, `!Sub` -> Fn::Sub; null for a node without a tag of that sort. */
function intrinsicOf(node: unknown): string | null {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null;
  const tag = /^!([A-Za-z]\w*)$/.exec(node.tag ?? '')?.[1];
  if (tag === undefined) return null;
  return tag === 'Ref' || tag === 'Condition' ? tag : `Fn::${tag}`;
}

function wrap(name: string | null, value: unknown): unknown {
  return name === null ? value : { [name]: value };
}

function keyOf(path: Path): string {
  return path.join('\0');
}
