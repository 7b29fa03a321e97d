import { describe, expect, it } from 'vitest';
import { readTracedCall, type TracedCall } from './traced-call.ts';
import { whoseChange } from './whose-change.ts';

const account = '444444444444';
const role = (name: string, of = account): string => `arn:aws:sts::${of}:assumed-role/${name}/session`;

function call(principal: string, service: string, operation: string, more: Partial<TracedCall> = {}): TracedCall {
  const resource = `arn:aws:${service}:eu-west-1:${account}:something`;
  const wants = [{ action: `${service}:${operation}`, resource }];
  return { at: '', account, service, operation, principal, wants, decision: 'allowed', status: 200, ...more };
}

const provider = [{ action: 'iam:CreateOpenIDConnectProvider', resource: `arn:aws:iam::${account}:oidc-provider/127.0.0.1:4444` }];

describe('a call that', () => {
  it.each<readonly [string, TracedCall, ReturnType<typeof whoseChange>]>([
    ['a person makes as root', call(`arn:aws:iam::${account}:root`, 'lambda', 'UpdateFunctionConfiguration'), 'somebody'],
    ['a user makes', call(`arn:aws:iam::${account}:user/mira`, 's3', 'PutObject'), 'somebody'],
    ['people’s role makes', call(role('rehearsal-people'), 's3', 'PutObject'), 'somebody'],
    [
      'another environment’s stage makes',
      call(role('rehearsal-stage', '333333333333'), 'lambda', 'UpdateAlias', { account: '333333333333' }),
      'somebody',
    ],
    ['a function makes beyond its data', call(role('pay'), 'lambda', 'UpdateFunctionCode'), 'somebody'],
    ['a function makes with its data', call(role('pay'), 's3', 'PutObject'), 'application'],
    ['a function’s role makes for its log group', call(role('pay'), 'logs', 'CreateLogGroup'), 'application'],
    ['a service makes by itself', call('lambda.amazonaws.com', 'logs', 'CreateLogStream'), 'application'],
    ['the stage’s role makes', call(role('rehearsal-stage'), 'cloudformation', 'ExecuteChangeSet'), 'pipeline'],
    ['the platform’s role makes', call(role('rehearsal-platform'), 'iam', 'PutRolePolicy'), 'platform'],
    [
      'the owner makes to let the platform in',
      call(`arn:aws:iam::${account}:root`, 'iam', 'CreateOpenIDConnectProvider', { wants: provider }),
      'platform',
    ],
    ['the owner makes for another role', call(`arn:aws:iam::${account}:root`, 'iam', 'UpdateAssumeRolePolicy'), 'somebody'],
    ['only looks', call(`arn:aws:iam::${account}:root`, 'lambda', 'GetFunction'), null],
    ['was denied', call(role('rehearsal-people'), 's3', 'PutObject', { decision: 'denied', status: 403 }), null],
    ['failed', call(`arn:aws:iam::${account}:root`, 'lambda', 'UpdateAlias', { status: 404 }), null],
    [
      'concerns another account',
      call(`arn:aws:iam::333333333333:root`, 'lambda', 'UpdateAlias', { account: '333333333333', wants: [] }),
      null,
    ],
  ])('%s', (_, made, whose) => {
    expect(whoseChange(made, account)).toBe(whose);
  });
});

describe('a line of the trace', () => {
  it.each([
    ['is a call', JSON.stringify(call('x', 's3', 'PutObject')), true],
    ['is an invocation', '{"kind":"invocation","service":"lambda"}', false],
    ['was cut off', '{"at":"2026', false],
    ['is empty', '', false],
  ])('%s', (_, line, isCall) => {
    expect(readTracedCall(line) !== null).toBe(isCall);
  });
});
