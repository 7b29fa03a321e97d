import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { errorOf } from '../error-of.ts';
import { makeUser } from '../make-user.ts';
import { found, lacking, type Probe } from '../probe.ts';

/** Whether a call is taken for its caller's only with that one's secret. */
export const signatures: Probe = {
  capability: 'signatures',
  try: async (place) => {
    const { credentials } = await makeUser(place);
    const call = (secretAccessKey: string): Promise<string | null> =>
      errorOf(place.as({ ...credentials, secretAccessKey }).sts.send(new GetCallerIdentityCommand({})));
    const [right, wrong] = await Promise.all([call(credentials.secretAccessKey), call('a-secret-that-nobody-was-given')]);
    if (right !== null) return lacking(`a call signed with the key's own secret was refused (${right})`);
    return wrong === null
      ? lacking('a call signed with a wrong secret was answered')
      : found(`a call signed with a wrong secret was refused (${wrong})`);
  },
};
