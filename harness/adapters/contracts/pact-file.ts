import { z } from 'zod';
import { matchingRules, type RuleSet } from './matching-rules.ts';

/** A consumer's pact, of version 2, 3 or 4 of the specification, brought to one shape. */
export interface Pact {
  readonly consumer: string;
  readonly provider: string;
  /** Null where neither the metadata nor the path (`<consumer>/<version>.json`) says. */
  readonly version: string | null;
  readonly interactions: readonly PactInteraction[];
}

export interface PactInteraction {
  readonly description: string;
  /** Names of the states that the provider is to be in. */
  readonly states: readonly string[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: readonly (readonly [string, string])[];
    readonly headers: Readonly<Record<string, string>>;
    /** Undefined for none. */
    readonly body: unknown;
    readonly generators: Readonly<Record<string, unknown>>;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Undefined where anything will do. */
    readonly body: unknown;
    readonly rules: RuleSet;
  };
  /** Why it can't be verified here; null where it can. */
  readonly unsupported: string | null;
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const headers = z.record(z.string(), z.union([text, z.array(text).transform((values) => values.join(', '))])).default({});
const query = z
  .union([z.string(), z.record(z.string(), z.union([text, z.array(text)]))])
  .nullish()
  .transform((value): readonly (readonly [string, string])[] => {
    if (typeof value === 'string') return [...new URLSearchParams(value)];
    return Object.entries(value ?? {}).flatMap(([name, values]) => [values].flat().map((each): readonly [string, string] => [name, each]));
  });
const rules = z.record(z.string(), z.unknown()).nullish();

const message = z.looseObject({ headers, body: z.unknown().optional(), matchingRules: rules });
const interaction = z.looseObject({
  type: z.string().optional(),
  description: z.string(),
  providerState: z.string().nullish(),
  provider_state: z.string().nullish(),
  providerStates: z.array(z.looseObject({ name: z.string() })).nullish(),
  request: message
    .extend({ method: z.string(), path: z.string(), query, generators: z.record(z.string(), z.unknown()).nullish() })
    .optional(),
  response: message.extend({ status: z.number().int().default(200) }).optional(),
});
const pact = z.looseObject({
  consumer: z.looseObject({ name: z.string() }),
  provider: z.looseObject({ name: z.string() }),
  interactions: z.array(z.unknown()).default([]),
  messages: z.array(z.looseObject({ description: z.string() })).default([]),
  metadata: z.looseObject({ consumerVersion: z.string().optional() }).nullish(),
});

/** Throws with one clause that says what is wrong with it. */
export function readPact(path: string, json: string): Pact {
  const read = pact.safeParse(parsed(json));
  if (!read.success) throw new Error(`it is no pact: ${firstProblem(read.error)}`);
  const { consumer, provider, interactions, messages, metadata } = read.data;
  const all = [...interactions.map(toInteraction), ...messages.map(({ description }) => messageOf(description))];
  if (all.length === 0) throw new Error('it has no interactions');
  const named = new RegExp(`(?:^|/)${escaped(consumer.name)}/([^/]+)\\.json$`).exec(path)?.[1];
  return { consumer: consumer.name, provider: provider.name, version: metadata?.consumerVersion ?? named ?? null, interactions: all };
}

function toInteraction(value: unknown): PactInteraction {
  const read = interaction.safeParse(value);
  if (!read.success) throw new Error(`one of its interactions can't be read: ${firstProblem(read.error)}`);
  const { type, description, request, response, ...states } = read.data;
  if (request === undefined || response === undefined || (type !== undefined && type !== 'Synchronous/HTTP')) return messageOf(description);
  const version4 = type !== undefined;
  const named = states.providerStates?.map(({ name }) => name) ?? [states.providerState ?? states.provider_state ?? ''];
  return {
    description,
    states: named.filter((name) => name !== ''),
    request: {
      method: request.method.toUpperCase(),
      path: request.path,
      query: request.query,
      headers: request.headers,
      body: bodyOf(request.body, version4),
      generators: request.generators ?? {},
    },
    response: {
      status: response.status,
      headers: response.headers,
      body: bodyOf(response.body, version4),
      rules: matchingRules(response.matchingRules ?? {}),
    },
    unsupported: null,
  };
}

function messageOf(description: string): PactInteraction {
  const none = { headers: {}, body: undefined };
  return {
    description,
    states: [],
    request: { ...none, method: 'GET', path: '/', query: [], generators: {} },
    response: { ...none, status: 200, rules: matchingRules({}) },
    unsupported: 'it is a message, and only HTTP interactions can be asked',
  };
}

/** Version 4 wraps it: `{ content, contentType, encoded }`. */
function bodyOf(body: unknown, version4: boolean): unknown {
  if (!version4) return body;
  const wrapped = z
    .looseObject({ content: z.unknown().optional(), encoded: z.union([z.boolean(), z.string()]).optional() })
    .safeParse(body);
  if (!wrapped.success || !('content' in wrapped.data)) return undefined;
  const { content, encoded } = wrapped.data;
  return encoded === 'base64' && typeof content === 'string' ? Buffer.from(content, 'base64').toString('utf8') : content;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new Error('it is no JSON', { cause: error });
  }
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unknown' : `${issue.path.join('.')}: ${issue.message}`;
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
