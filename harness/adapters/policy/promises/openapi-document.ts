import { asMap, asText, type Data } from '../data.ts';
import { readYaml, type ReadYaml } from '../read-yaml.ts';

/** A method on a path, as `POST /payments`. */
export interface Operation {
  readonly name: string;
  readonly at: readonly (string | number)[];
  readonly definition: Data;
}

export interface OpenApiDocument extends ReadYaml {
  readonly path: string;
  readonly root: Data;
  readonly operations: readonly Operation[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Throws with one clause that says why the text can't be compared. */
export function readOpenApi(path: string, text: string): OpenApiDocument {
  const read = readYaml(text);
  const root = asMap(read.data);
  const version = asText(root['openapi']);
  if (!/^3\.[01]\.\d+$/.test(version)) throw new Error(`its openapi is "${version}", and 3.0 and 3.1 are what can be compared`);
  const foreign = foreignReference(root);
  if (foreign !== null) throw new Error(`it refers to ${foreign}: bundle it into one document`);
  const operations = Object.entries(asMap(root['paths'])).flatMap(([route, item]) =>
    Object.entries(asMap(item)).flatMap(([method, definition]): readonly Operation[] =>
      methods.includes(method)
        ? [
            {
              name: `${method.toUpperCase()} ${route}`,
              at: ['paths', route, method],
              definition: withShared(asMap(definition), asMap(item)),
            },
          ]
        : [],
    ),
  );
  return { ...read, path, root, operations };
}

/** Parameters of the path are each operation's, unless it has one of that name. */
function withShared(definition: Data, item: Data): Data {
  const shared = Array.isArray(item['parameters']) ? (item['parameters'] as readonly unknown[]) : [];
  const own = Array.isArray(definition['parameters']) ? (definition['parameters'] as readonly unknown[]) : [];
  return { ...definition, parameters: [...shared, ...own] };
}

/** The first reference that leaves the document: following it would mean reading files or the network that the commit doesn't hold. */
function foreignReference(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inside] of Object.entries(value)) {
    if (key === '$ref' && typeof inside === 'string' && !inside.startsWith('#')) return inside;
    const found = foreignReference(inside);
    if (found !== null) return found;
  }
  return null;
}
