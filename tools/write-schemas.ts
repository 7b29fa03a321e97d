import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { rehearsalFile } from '../src/config/rehearsal-file.ts';
import { topologyFile } from '../src/config/topology-file.ts';
import { recordSchema } from '../src/evidence/record/record-schema.ts';

/** The JSON Schemas that editors complete from, generated from the schemas that the product checks with. */
export const schemas: Readonly<Record<string, string>> = {
  'rehearsal.schema.json': render(rehearsalFile),
  'topology.schema.json': render(topologyFile),
  'rehearsal-record.schema.json': render(recordSchema),
};

function render(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`;
}

export function schemaPath(name: string): URL {
  return new URL(`../schemas/${name}`, import.meta.url);
}

export function isCurrent(name: string): boolean {
  return readFileSync(schemaPath(name), 'utf8') === schemas[name];
}

if (import.meta.main) for (const [name, text] of Object.entries(schemas)) writeFileSync(schemaPath(name), text);
