import type { Answer, Reply } from './answer.ts';

/** Answers calls as scripted. Several answers to one method and path are given in turn, and the last of them from then on. */
export class Script {
  readonly #answers: readonly { readonly answer: Answer; readonly pattern: RegExp; readonly names: readonly string[] }[];
  readonly #calls = new Map<string, number>();

  constructor(answers: readonly Answer[]) {
    this.#answers = answers.map((answer) => ({ answer, ...patternOf(answer.path) }));
  }

  /** `path` as it was asked for, with its query or without. */
  reply(method: string, path: string): Reply {
    const [pathname = '/'] = path.split('?');
    const fitting = this.#answers.filter(({ answer, pattern }) => answer.method === method && pattern.test(pathname));
    // A path that is spelt out is meant before one with placeholders.
    const [best] = fitting.toSorted((left, right) => left.names.length - right.names.length);
    if (best === undefined) return unmatched(method, pathname);
    const route = `${method} ${best.answer.path}`;
    const calls = (this.#calls.get(route) ?? 0) + 1;
    this.#calls.set(route, calls);
    const sameRoute = fitting.filter(({ answer }) => answer.path === best.answer.path);
    const { answer, pattern, names } = sameRoute[Math.min(calls, sameRoute.length) - 1] ?? best;
    const { status, headers, latencyMs, fault } = answer;
    if (fault !== null && calls % fault.everyNth === 0) {
      if (fault.kind === 'drop') return { kind: 'drop', answer: route, latencyMs };
      return { kind: 'answer', answer: route, status: 503, headers: {}, body: '', latencyMs };
    }
    const values = (pattern.exec(pathname) ?? []).slice(1).map(decode);
    const filled = filledIn(answer.body, new Map(names.map((name, index) => [name, values[index] ?? ''])));
    if (filled === null) return { kind: 'answer', answer: route, status, headers, body: '', latencyMs };
    if (typeof filled === 'string') return { kind: 'answer', answer: route, status, headers, body: filled, latencyMs };
    const json = { 'content-type': 'application/json', ...headers };
    return { kind: 'answer', answer: route, status, headers: json, body: JSON.stringify(filled), latencyMs };
  }
}

function unmatched(method: string, path: string): Reply {
  const body = JSON.stringify({ message: `no answer is scripted for ${method} ${path}: add one under externals in rehearsal.yaml` });
  return { kind: 'answer', answer: null, status: 501, headers: { 'content-type': 'application/json' }, body, latencyMs: 0 };
}

function patternOf(path: string): { readonly pattern: RegExp; readonly names: readonly string[] } {
  const names: string[] = [];
  const source = path
    .split(/(\{[^}/]+\})/)
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name);
      return '([^/]+)';
    })
    .join('');
  return { pattern: new RegExp(`^${source}$`), names };
}

function filledIn(body: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof body === 'string') return body.replaceAll(/\{([^{}\s]+)\}/g, (whole, name: string) => values.get(name) ?? whole);
  if (Array.isArray(body)) return body.map((each: unknown) => filledIn(each, values));
  if (typeof body !== 'object' || body === null) return body ?? null;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, filledIn(value, values)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
