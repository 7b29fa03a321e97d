import { DeleteParameterCommand, GetParameterCommand } from '@aws-sdk/client-ssm';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const absent = 'ParameterNotFound';

export const parameter: KindOfThing = {
  isThere: async ({ ssm }, Name) => (await unlessAbsent(ssm.send(new GetParameterCommand({ Name })), absent)) !== null,
  remove: async ({ ssm }, Name) => {
    await unlessAbsent(ssm.send(new DeleteParameterCommand({ Name })), absent);
    return [];
  },
};
