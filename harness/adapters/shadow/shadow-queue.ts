import type { ShadowDifference, ShadowRoute, ShadowScope } from '../../../src/model/shadow.ts';
import { type Answer, textOf } from './answer.ts';
import type { Asked } from './ask.ts';
import { type AnswerDifference, compareAnswers, type ComparedAnswer } from './compare-answers.ts';
import { Counterparts } from './counterparts.ts';
import { routeOf } from './route-of.ts';

export interface ShadowQueueOptions {
  readonly scope: ShadowScope;
  /** Whose answers are compared. */
  readonly routes: readonly string[];
  /** Asks a candidate. Rejects where it does not answer. */
  readonly ask: (candidate: string, asked: Asked) => Promise<Answer>;
}

interface Waiting {
  readonly candidate: string;
  readonly asked: Asked;
  readonly live: Answer;
}

/** Copies of requests, sent to the candidate one after the other in the order in which users were answered: a later one may rest on an earlier one. */
export class ShadowQueue {
  readonly #options: ShadowQueueOptions;
  readonly #counterparts = new Counterparts();
  readonly #waiting: Waiting[] = [];
  readonly #routes = new Map<string, ShadowRoute>();
  readonly #differences = new Map<string, ShadowDifference>();
  #working: Promise<void> | null = null;
  #liveFailed = 0;
  #ended = false;

  constructor(options: ShadowQueueOptions) {
    this.#options = options;
  }

  add(candidate: string, asked: Asked, live: Answer): void {
    if (this.#ended) return;
    if (hasFailed(live)) {
      this.#liveFailed += 1;
      return;
    }
    this.#waiting.push({ candidate, asked, live });
    this.#working ??= this.#work();
  }

  /** Takes no more; waits for those that wait, until `enough` resolves. Answers how many were left. */
  async end(enough: Promise<unknown>): Promise<number> {
    this.#ended = true;
    await Promise.race([this.#working ?? Promise.resolve(), enough]);
    const left = this.#waiting.splice(0).length;
    await this.#working;
    return left;
  }

  /** Requests that what is live failed: what it did of them nobody knows, and a copy would do it whole. */
  get liveFailed(): number {
    return this.#liveFailed;
  }

  get routes(): readonly ShadowRoute[] {
    return [...this.#routes.values()].toSorted((one, other) => one.route.localeCompare(other.route));
  }

  get differences(): readonly ShadowDifference[] {
    return [...this.#differences.values()];
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) await this.#mirror(next);
    this.#working = null;
  }

  async #mirror({ candidate, asked, live }: Waiting): Promise<void> {
    const { scope, routes } = this.#options;
    const answer = await this.#askCandidate(candidate, asked);
    if (!(answer instanceof Error)) this.#counterparts.learn(textOf(live.bytes), textOf(answer.bytes), scope.ids);
    const route = routeOf(asked.method, asked.path, routes);
    if (route === null) return;
    const differences =
      answer instanceof Error
        ? [unanswered(live, answer)]
        : compareAnswers(
            comparable(live, same),
            comparable(answer, (text) => this.#counterparts.toLive(text)),
            scope,
          );
    const { compared, different } = this.#routes.get(route) ?? { compared: 0, different: 0 };
    this.#routes.set(route, { route, compared: compared + 1, different: different + (differences.length > 0 ? 1 : 0) });
    for (const each of differences) this.#note(route, each);
  }

  async #askCandidate(candidate: string, asked: Asked): Promise<Answer | Error> {
    const text = textOf(asked.bytes);
    const own = this.#counterparts.toCandidate(text);
    const bytes = own === text ? asked.bytes : Buffer.from(own);
    try {
      return await this.#options.ask(candidate, { ...asked, path: this.#counterparts.toCandidate(asked.path), bytes });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #note(route: string, { what, live, candidate }: AnswerDifference): void {
    // The same thing at each place of a list is one difference.
    const at = what.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    const key = `${route} ${at}`;
    const known = this.#differences.get(key) ?? { route, what: at, live, candidate, times: 0 };
    this.#differences.set(key, { ...known, times: known.times + 1 });
  }
}

/** A service that is down or has too much to do (429) says nothing of what it does. */
function hasFailed({ status }: Answer): boolean {
  return status >= 500 || status === 429;
}

function comparable({ status, headers, bytes }: Answer, known: (text: string) => string): ComparedAnswer {
  const named = Object.entries(headers).map(([name, value]) => [name, known(String(value))] as const);
  return { status, headers: Object.fromEntries(named), body: known(textOf(bytes)) };
}

function same(text: string): string {
  return text;
}

function unanswered({ status }: Answer, { message }: Error): AnswerDifference {
  return { what: 'status', live: String(status), candidate: `no answer (${message})` };
}
