import { z } from 'zod';

/**
 * How the provider is brought into a state that a pact names: by requests to the provider itself, so that nothing has to be built into it
 * for its consumers' sake. `pacts/states.json`: state -> requests; `keep` takes values of the answer for pacts that want them (`${id}`).
 */
const step = z.strictObject({
  /** The function that is asked; the pact's provider where it isn't said. */
  provider: z.string().optional(),
  method: z.string().default('POST'),
  path: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  status: z.number().int().optional(),
  /** `{ "id": "$.id" }` */
  keep: z.record(z.string(), z.string()).default({}),
});
const file = z.record(z.string(), z.array(step));

export type StateStep = z.output<typeof step>;
export type ProviderStates = Readonly<Record<string, readonly StateStep[]>>;

/** Throws with one clause that says what is wrong with it. */
export function readStates(json: string): ProviderStates {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new Error('it is no JSON', { cause: error });
  }
  const read = file.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not as it should be'}`);
}
