import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { parseArn } from '../../accounts/arn.ts';
import { constraintFailed, validationError } from './errors.ts';
import { readSessionTags } from './session-tags.ts';

/** AssumeRole's input, read and checked as far as that goes without the role. */
export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly account: string;
  readonly roleName: string;
  readonly sessionName: string;
  /** Absent: an hour, whatever the role's longest session is. */
  readonly durationSeconds: number | undefined;
  readonly externalId: string | undefined;
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export function readAssumeRole(input: AssumeRoleCommandInput): AssumeRoleRequest {
  const { RoleArn: roleArn = '', RoleSessionName: sessionName = '', DurationSeconds: durationSeconds, ExternalId: externalId } = input;
  checkLength('roleArn', roleArn, 20, 2048);
  checkLength('roleSessionName', sessionName, 2, 64);
  checkPattern('roleSessionName', sessionName, /^[\w+=,.@-]*$/, String.raw`[\w+=,.@-]*`);
  if (durationSeconds !== undefined) checkRange('durationSeconds', durationSeconds, 900, 43_200);
  if (externalId !== undefined) {
    checkLength('externalId', externalId, 2, 1224);
    checkPattern('externalId', externalId, /^[\w+=,.@:/-]*$/, String.raw`[\w+=,.@:\/-]*`);
  }
  if (input.Policy !== undefined) checkLength('policy', input.Policy, 1, 2048);
  return {
    roleArn,
    ...readRoleArn(roleArn),
    sessionName,
    durationSeconds,
    externalId,
    policy: input.Policy,
    policyArns: (input.PolicyArns ?? []).map(({ arn = '' }) => arn),
    tags: readSessionTags(input.Tags),
  };
}

function readRoleArn(arn: string): { account: string; roleName: string } {
  const parsed = parseArn(arn);
  if (parsed === undefined || parsed.partition === '' || parsed.service === '' || parsed.resource === '') {
    throw validationError(`${arn} is invalid`);
  }
  return { account: parsed.account, roleName: parsed.resource.split('/').at(-1) ?? '' };
}

function checkLength(member: string, value: string, least: number, most: number): void {
  if (value.length < least) throw constraintFailed(member, value, `Member must have length greater than or equal to ${String(least)}`);
  if (value.length > most) throw constraintFailed(member, value, `Member must have length less than or equal to ${String(most)}`);
}

function checkRange(member: string, value: number, least: number, most: number): void {
  if (value < least) throw constraintFailed(member, value, `Member must have value greater than or equal to ${String(least)}`);
  if (value > most) throw constraintFailed(member, value, `Member must have value less than or equal to ${String(most)}`);
}

function checkPattern(member: string, value: string, pattern: RegExp, shown: string): void {
  if (!pattern.test(value)) throw constraintFailed(member, value, `Member must satisfy regular expression pattern: ${shown}`);
}
