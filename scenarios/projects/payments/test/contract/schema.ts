import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

type Schema = Parameters<typeof z.fromJSONSchema>[0];

const document = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8');
const { components } = parse(document.replaceAll('#/components/schemas/', '#/$defs/')) as {
  components: { schemas: Record<string, Schema> };
};

/** A check of the schema of that name in openapi.yaml; throws with what doesn't match. */
export function schema(name: string): z.ZodType {
  const found = components.schemas[name];
  if (typeof found !== 'object') throw new Error(`openapi.yaml has no schema ${name}`);
  return z.fromJSONSchema({ ...found, $defs: components.schemas } as Schema);
}
