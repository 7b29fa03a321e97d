import type { PromiseChange } from '../../../../src/ports/project-reader.ts';
import { comparableDocument } from './comparable-document.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { operationChanges, type OperationChange } from './operation-changes.ts';

/** Throws with one clause that says why the two can't be compared. */
export async function openApiChanges(before: OpenApiDocument, after: OpenApiDocument): Promise<readonly PromiseChange[]> {
  const named = operationChanges(before, after);
  const known = named.flatMap((change): readonly Seen[] =>
    change.effect === 'unknown' ? [] : [inWords(change, change.effect, before, after)],
  );
  const seen = await seenByOpenApiDiff(before, after);
  // What is named already is not said a second time in the words of sets.
  const places = new Set(known.map(({ effect, part }) => `${effect} ${part}`));
  const rest = seen.filter(({ part, effect }) => part === null || !places.has(`${effect} ${part}`));
  const changes = [...known, ...rest].map(({ effect, what, place }) => ({ effect, what, place }));
  const unknown = named.find(({ effect, keyword }) => effect === 'unknown' && !composing.has(keyword ?? ''));
  if (unknown !== undefined && changes.every(({ effect }) => effect !== 'breaking')) {
    throw new Error(`${unknown.operation}, ${unknown.part}: ${unknown.what} from the latest release's, which is more than can be judged`);
  }
  return once(changes);
}

/** openapi-diff judges these. */
const composing = new Set(['oneOf', 'anyOf', 'not']);

interface Seen extends PromiseChange {
  /** `POST /payments, response 201`; null for what is no part of an operation. */
  readonly part: string | null;
}

/** Loaded when there is something to compare: it brings a parser of its own. */
async function seenByOpenApiDiff(before: OpenApiDocument, after: OpenApiDocument): Promise<readonly Seen[]> {
  const { default: openApiDiff } = await import('openapi-diff');
  const spec = (document: OpenApiDocument) => ({
    content: JSON.stringify(comparableDocument(document.root)),
    location: document.path,
    format: 'openapi3' as const,
  });
  const outcome = await openApiDiff.diffSpecs({ sourceSpec: spec(before), destinationSpec: spec(after) });
  const breaking = outcome.breakingDifferencesFound ? outcome.breakingDifferences : [];
  const differences = [...breaking, ...outcome.nonBreakingDifferences.filter(({ action }) => action === 'add')];
  return differences.map((difference): Seen => {
    const [there] = difference.destinationSpecEntityDetails;
    const [gone] = difference.sourceSpecEntityDetails;
    const location = (there ?? gone)?.location ?? '';
    const part = partOf(location);
    const document = there === undefined ? before : after;
    return {
      effect: difference.type === 'breaking' ? 'breaking' : 'feature',
      what: `${part ?? location.replace(/^paths\./, '')}: ${meanings[difference.code] ?? difference.code}`,
      place: `${document.path}:${document.lineOf(pathOf(location))}`,
      part,
    };
  });
}

const meanings: Readonly<Record<string, string>> = {
  'path.add': 'the path is new',
  'path.remove': 'the path is gone',
  'method.add': 'the method is new',
  'method.remove': 'the method is gone',
  'request.body.scope.add': 'more is taken',
  'request.body.scope.remove': 'less is taken than before',
  'response.body.scope.add': 'answers may be what they never were',
  'response.optional.header.add': 'a header is new',
  'response.required.header.add': 'a header is new',
  'response.required.header.remove': 'a required header is gone',
  'response.status-code.add': 'the status is new',
  'response.status-code.remove': 'the status is gone',
};

function inWords(change: OperationChange, effect: PromiseChange['effect'], before: OpenApiDocument, after: OpenApiDocument): Seen {
  const document = change.in === 'before' ? before : after;
  const part = `${change.operation}, ${change.part}`;
  return { effect, what: `${part}: ${change.what}`, place: `${document.path}:${document.lineOf(change.at)}`, part };
}

/** `paths./payments.post.responses.201.content.application/json.schema` */
function partOf(location: string): string | null {
  const [, route, method, rest = ''] = /^paths\.(\/.*?)\.(get|put|post|delete|options|head|patch|trace)(\..*)?$/.exec(location) ?? [];
  if (route === undefined || method === undefined) return null;
  const status = /^\.responses\.(\w+)/.exec(rest)?.[1];
  const part = status === undefined ? (rest.startsWith('.requestBody') ? ', request body' : '') : `, response ${status}`;
  return `${method.toUpperCase()} ${route}${part}`;
}

function pathOf(location: string): readonly string[] {
  const [, route, rest = ''] = /^paths\.(\/.*?)((?:\.(?:get|put|post|delete|options|head|patch|trace)(?:\..*)?)?)$/.exec(location) ?? [];
  return route === undefined ? [] : ['paths', route, ...rest.split('.').slice(1)];
}

function once(changes: readonly PromiseChange[]): readonly PromiseChange[] {
  return changes.filter((one, index) => changes.findIndex(({ what }) => what === one.what) === index);
}
