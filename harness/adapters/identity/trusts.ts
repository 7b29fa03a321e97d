import { ciUser, pipelineRole, roleArn, userArn } from '../aws/names.ts';
import { audience, providerArn, type WebIdentity } from './web-identity.ts';

/** Trust policies: who may become each of the roles that the harness makes. */
export interface Trusts {
  pipeline(): object;
  stage(environment: string, account: string): object;
  people(account: string): object;
  platform(account: string): object;
}

/** Each role by one subject of its own and for one audience, both compared whole: no wildcard lets another environment in. */
export function webIdentityTrusts(identity: Pick<WebIdentity, 'provider' | 'subjects'>, tooling: string): Trusts {
  const { provider, subjects } = identity;
  const trust = (account: string, subject: string): object =>
    allow({
      Principal: { Federated: providerArn(account, identity) },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${provider}:aud`]: audience, [`${provider}:sub`]: subject } },
    });
  return {
    pipeline: () => trust(tooling, subjects.pipeline),
    stage: (environment, account) => trust(account, subjects.environment(environment)),
    people: (account) => trust(account, subjects.people),
    platform: (account) => trust(account, subjects.platform),
  };
}

/** Where STS knows no web identity: the CI system's user becomes the pipeline's role, and that the others. */
export function keyTrusts(tooling: string): Trusts {
  const trust = (principal: string): object => allow({ Principal: { AWS: principal }, Action: 'sts:AssumeRole' });
  const pipeline = roleArn(tooling, pipelineRole);
  return {
    pipeline: () => trust(userArn(tooling, ciUser)),
    stage: () => trust(pipeline),
    people: () => trust(pipeline),
    platform: () => trust(pipeline),
  };
}

function allow(statement: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
}
