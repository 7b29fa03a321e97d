import { defineService } from '../../kernel/service.ts';
import { IdentityDirectory } from './identity-directory.ts';
import { assumeRole } from './operations/assume-role.ts';
import { assumeRoleWithWebIdentity } from './operations/assume-role-with-web-identity.ts';
import { getAccessKeyInfo } from './operations/get-access-key-info.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';

/** Security Token Service: who somebody is, and sessions of roles. */
export const service = defineService({
  signingName: 'sts',
  serviceId: 'STS',
  operations: [assumeRole, assumeRoleWithWebIdentity, getAccessKeyInfo, getCallerIdentity],
  start: (host) => Promise.resolve(new IdentityDirectory(host.state)),
});
