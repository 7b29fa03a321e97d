import type { ThingKind } from '../../../backends/endpoint/tenancy.ts';
import { bucket } from './bucket.ts';
import { identityProviders } from './identity-providers.ts';
import { key } from './key.ts';
import type { KindOfThing } from './kind-of-thing.ts';
import { parameter } from './parameter.ts';
import { role } from './role.ts';
import { secret } from './secret.ts';
import { stacks } from './stacks.ts';
import { table } from './table.ts';
import { user } from './user.ts';

export const kindsOfThings: Readonly<Record<ThingKind, KindOfThing>> = {
  stacks,
  secret,
  parameter,
  bucket,
  table,
  key,
  user,
  role,
  'identity-providers': identityProviders,
};
