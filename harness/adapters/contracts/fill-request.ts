import type { PactInteraction } from './pact-file.ts';

type Request = PactInteraction['request'];

/** What a pact wants of a state, and the state didn't give. */
export class UnfilledRequest extends Error {}

/** The request with what its states gave in place of the pact's examples (the generator `ProviderState`). Throws UnfilledRequest. */
export function fillRequest(request: Request, values: ReadonlyMap<string, string>): Request {
  let { path, headers, query, body } = request;
  for (const [part, generators] of Object.entries(request.generators)) {
    // The path's generator stands by itself, the others are by name or place.
    const named = part === 'path' || part === 'method' ? { '': generators } : asObject(generators);
    for (const [name, generator] of Object.entries(named)) {
      const value = valueOf(asObject(generator), values);
      if (part === 'path') path = value;
      else if (part === 'header') headers = { ...headers, [name]: value };
      else if (part === 'query') query = query.map(([key, old]) => [key, key === name.replace(/^\$\.|\[.*$/g, '') ? value : old]);
      else if (part === 'body') body = withValue(body, name, value);
      else throw new UnfilledRequest(`a generated ${part} can't be filled in`);
    }
  }
  return { ...request, path, headers, query, body };
}

function valueOf(generator: Readonly<Record<string, unknown>>, values: ReadonlyMap<string, string>): string {
  if (generator['type'] !== 'ProviderState') throw new UnfilledRequest(`generator "${String(generator['type'])}" can't be run`);
  return String(generator['expression']).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new UnfilledRequest(`no state gives "${name}"`);
    return value;
  });
}

/** `$.payer.id` */
function withValue(body: unknown, place: string, value: string): unknown {
  const [name, ...rest] = place.replace(/^\$\.?/, '').split('.');
  if (name === undefined || name === '') return value;
  const whole = asObject(body);
  return { ...whole, [name]: withValue(whole[name], rest.join('.'), value) };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
