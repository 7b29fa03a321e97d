import { ListRolesCommand } from '@aws-sdk/client-iam';
import { errorOf } from '../error-of.ts';
import { makeUser } from '../make-user.ts';
import { found, lacking, type Probe } from '../probe.ts';

/** Whether a call is answered by what the caller's policies say. */
export const iamEnforcement: Probe = {
  capability: 'iam-enforcement',
  try: async (place) => {
    const [may, mayNot] = await Promise.all([makeUser(place, 'iam:ListRoles'), makeUser(place)]);
    const list = (user: typeof may): Promise<string | null> =>
      errorOf(place.as(user.credentials).iam.send(new ListRolesCommand({ MaxItems: 1 })));
    const [allowed, denied] = await Promise.all([list(may), list(mayNot)]);
    if (allowed !== null) return lacking(`a user whose policy allows iam:ListRoles was refused it (${allowed})`);
    return denied === null
      ? lacking('a user without any policy was answered iam:ListRoles')
      : found(`a user without any policy was refused iam:ListRoles (${denied})`);
  },
};
