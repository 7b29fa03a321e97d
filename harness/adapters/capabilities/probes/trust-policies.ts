import { errorOf } from '../error-of.ts';
import { makeRole } from '../make-role.ts';
import { makeUser } from '../make-user.ts';
import { found, lacking, type Probe } from '../probe.ts';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';

/** Whether a role is given to whom its trust policy names, and to nobody else. */
export const trustPolicies: Probe = {
  capability: 'trust-policies',
  try: async (place) => {
    const [named, stranger] = await Promise.all([makeUser(place, 'sts:AssumeRole'), makeUser(place, 'sts:AssumeRole')]);
    const RoleArn = await makeRole(place, { Principal: { AWS: named.arn } });
    const take = (user: typeof named): Promise<string | null> =>
      errorOf(place.as(user.credentials).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'probe' })));
    const [allowed, denied] = await Promise.all([take(named), take(stranger)]);
    if (allowed !== null) return lacking(`a user whom the role trusts was refused it (${allowed})`);
    return denied === null
      ? lacking('a user whom the role does not trust took it')
      : found(`a user whom the role does not trust was refused it (${denied})`);
  },
};
