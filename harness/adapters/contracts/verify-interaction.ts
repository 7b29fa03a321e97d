import type { VerifiedInteraction } from '../../../src/ports/contract-verifier.ts';
import { fillRequest, UnfilledRequest } from './fill-request.ts';
import { responseDifferences, type Answer } from './match-response.ts';
import { UnsupportedMatcher } from './match-value.ts';
import { pathOf } from './matching-rules.ts';
import type { PactInteraction } from './pact-file.ts';
import type { ProviderStates, StateStep } from './provider-states.ts';

export interface Verification {
  readonly interaction: PactInteraction;
  readonly provider: string;
  readonly urlOf: (provider: string) => Promise<string | null>;
  readonly states: ProviderStates;
  /** As the notes name it. */
  readonly statesPath: string;
}

/** Why an interaction could not be asked. */
class NotAsked extends Error {}

const answerLimitMs = 15_000;

/** Brings the provider into the pact's states, asks it, and compares. What can't be asked or judged is unverified, never kept. */
export async function verifyInteraction(verification: Verification): Promise<VerifiedInteraction> {
  const { interaction, provider } = verification;
  const { description, unsupported, response } = interaction;
  if (unsupported !== null) return { description, outcome: 'unverified', notes: [unsupported] };
  try {
    const values = await setUp(verification);
    const request = fillRequest(interaction.request, values);
    const notes = responseDifferences(response, await ask(verification, provider, request));
    return { description, outcome: notes.length === 0 ? 'kept' : 'broken', notes };
  } catch (error) {
    if (error instanceof NotAsked || error instanceof UnfilledRequest || error instanceof UnsupportedMatcher)
      return { description, outcome: 'unverified', notes: [error.message] };
    throw error;
  }
}

async function setUp(verification: Verification): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const state of verification.interaction.states) {
    const steps = verification.states[state];
    if (steps === undefined) throw new NotAsked(`state "${state}" is not in ${verification.statesPath}`);
    for (const step of steps) await take(verification, state, step, values);
  }
  return values;
}

async function take(verification: Verification, state: string, step: StateStep, values: Map<string, string>): Promise<void> {
  const { provider = verification.provider, method, path, headers, body, status, keep } = step;
  const answer = await ask(verification, provider, { method, path, headers, body, query: [] });
  if (status === undefined ? answer.status >= 400 : answer.status !== status)
    throw new NotAsked(`state "${state}" could not be set up: ${method} ${path} answered ${answer.status}`);
  for (const [name, place] of Object.entries(keep)) {
    const value = pathOf(place).reduce<unknown>((inside, part) => asObject(inside)[String(part)], parsed(answer.text));
    if (typeof value !== 'string' && typeof value !== 'number') throw new NotAsked(`state "${state}" gives no ${place} for "${name}"`);
    values.set(name, String(value));
  }
}

type Asked = Pick<PactInteraction['request'], 'method' | 'path' | 'headers' | 'body' | 'query'>;

async function ask({ urlOf }: Verification, provider: string, { method, path, headers, body, query }: Asked): Promise<Answer> {
  const base = await urlOf(provider);
  if (base === null) throw new NotAsked(`provider "${provider}" is no function with a URL, and not the project's only one`);
  const url = new URL(`./${path.replace(/^\//, '')}`, base.endsWith('/') ? base : `${base}/`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const text = body === undefined || body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const all = text === undefined || typed ? headers : { ...headers, 'content-type': 'application/json' };
  try {
    const init = { method, headers: all, signal: AbortSignal.timeout(answerLimitMs), redirect: 'manual' as const };
    const response = await fetch(url, text === undefined ? init : { ...init, body: text });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new NotAsked(`${method} ${path} got no answer (${error instanceof Error ? error.message : String(error)})`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Nothing can be kept of what is no JSON: the caller says so.
    return null;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
