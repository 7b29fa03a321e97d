import { peopleRole, pipelineRole, platformRole, stageRole } from '../aws/names.ts';
import { changesSomething, isWorkWithData } from './changing.ts';
import type { TracedCall } from './traced-call.ts';

export type Whose =
  /** The stage's role, and what CloudFormation and Lambda do with its permissions. */
  | 'pipeline'
  /** Who sets accounts up, and the account's owner where he lets that one in. */
  | 'platform'
  /** An AWS service by itself, and functions at work with their data. */
  | 'application'
  | 'somebody';

/** Whose change of `account` a call was; null where it changed nothing there. */
export function whoseChange(call: TracedCall, account: string): Whose | null {
  if (!changesSomething(call) || !concerns(call, account)) return null;
  const { principal } = call;
  const session = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal);
  if (session !== null) return ofRole(call, session[1] === account, session[2] ?? '');
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(principal)) return 'application';
  return principal === `arn:aws:iam::${account}:root` && opensTheAccount(call) ? 'platform' : 'somebody';
}

function concerns({ account: caller, wants }: TracedCall, account: string): boolean {
  return caller === account || wants.some(({ resource }) => resource.split(':')[4] === account);
}

function ofRole(call: TracedCall, own: boolean, role: string): Whose {
  if (role === pipelineRole || (own && role === stageRole)) return 'pipeline';
  if (own && role === platformRole) return 'platform';
  return own && role !== peopleRole && isWorkWithData(call) ? 'application' : 'somebody';
}

/** The only thing that an owner's key is for: whose word counts in the account, and the role of who sets it up. */
function opensTheAccount({ service, wants }: TracedCall): boolean {
  return (
    service === 'iam' &&
    wants.length > 0 &&
    wants.every(({ resource }) => resource.endsWith(`:role/${platformRole}`) || resource.includes(':oidc-provider/127.0.0.1:'))
  );
}
