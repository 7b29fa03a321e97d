import type { MadeThing, ThingKind } from '../../backends/endpoint/tenancy.ts';

const words: Readonly<Record<ThingKind, (name: string) => string>> = {
  stacks: (prefix) => `stacks ${prefix}*`,
  secret: (name) => `secret ${name}`,
  parameter: (name) => `parameter ${name}`,
  bucket: (name) => `bucket ${name}`,
  table: (name) => `table ${name}`,
  key: (alias) => `KMS key ${alias}`,
  user: (name) => `user ${name}`,
  role: (name) => `role ${name}`,
  'identity-providers': (address) => `identity provider ${address}`,
};

/** `role rehearsal-stage` */
export function describeThing({ kind, name }: Pick<MadeThing, 'kind' | 'name'>): string {
  return words[kind](name);
}
