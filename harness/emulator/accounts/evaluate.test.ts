import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { EvaluationRequest } from './evaluate.ts';
import { parsePolicy } from './policy-document.ts';
import type { PolicyDocument, PolicyStatement, Want } from './policy.ts';
import type { Principal } from './principal.ts';
import { account, anonymous, lambda, otherAccount, root, session, user, webIdentity } from './testing-principals.ts';

const action = 'sqs:SendMessage';
const resource = 'arn:aws:sqs:eu-central-1:111122223333:orders';

const policy = (...statements: readonly Partial<PolicyStatement>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({
    Effect: 'Allow',
    ...(statement.NotAction === undefined ? { Action: '*' } : {}),
    ...(statement.NotResource === undefined ? { Resource: '*' } : {}),
    ...statement,
  })),
});

const allow = policy({});
const deny = policy({ Effect: 'Deny' }, {});
const silent = policy({ Action: 'sqs:ReceiveMessage' });

interface Policies {
  readonly identity?: PolicyDocument;
  readonly boundary?: PolicyDocument;
  readonly session?: PolicyDocument;
  readonly resource?: PolicyDocument;
  readonly want?: Partial<Want>;
}

function request(principal: Principal, policies: Policies): EvaluationRequest {
  const narrowed =
    principal.kind === 'assumed-role' && policies.session !== undefined
      ? { ...principal, sessionPolicies: [JSON.stringify(policies.session)] }
      : principal;
  return {
    principal: narrowed,
    want: { action, resource, ...(policies.resource === undefined ? {} : { resourcePolicy: policies.resource }), ...policies.want },
    region: 'eu-central-1',
    conditionKeys: {},
    identityPolicies: policies.identity === undefined ? [] : [policies.identity],
    ...(policies.boundary === undefined ? {} : { permissionsBoundary: policies.boundary }),
  };
}

/** `allowed`, `denied by <policy>` for an explicit deny, `nothing in <policy>` for an implicit one. */
function outcome(principal: Principal, policies: Policies): string {
  const decision = evaluate(request(principal, policies));
  if (decision.kind === 'allowed') return 'allowed';
  const [, implicit] = / because no (.+) allows the /.exec(decision.sentence) ?? [];
  const [, explicit] = / with an explicit deny in an? (.+)$/.exec(decision.sentence) ?? [];
  expect(decision.explicit).toBe(explicit !== undefined);
  return explicit === undefined ? `nothing in ${implicit ?? ''}` : `denied by ${explicit}`;
}

const named = (Principal: PolicyStatement['Principal'], effect: 'Allow' | 'Deny' = 'Allow'): PolicyDocument =>
  policy({ Effect: effect, ...(Principal === undefined ? {} : { Principal }) });

const byAccount = named({ AWS: account });
const byUser = named({ AWS: user.arn });
const byRole = named({ AWS: session.roleArn });
const bySession = named({ AWS: session.arn });
const byService = named({ Service: lambda.service });
const byAnyone = named('*');
const abroad = { want: { resourceAccount: otherAccount } };
const atHome = { want: { resourceAccount: account } };

type Row = readonly [name: string, principal: Principal, policies: Policies, expected: string];

const identity = 'nothing in identity-based policy';
const boundary = 'nothing in permissions boundary';
const inSession = 'nothing in session policy';
const inResource = 'nothing in resource-based policy';

const sameAccount: readonly Row[] = [
  ['nothing', user, {}, identity],
  ['a policy about something else', user, { identity: silent }, identity],
  ['identity', user, { identity: allow }, 'allowed'],
  ['identity, with the owner said', user, { identity: allow, ...atHome }, 'allowed'],
  ['identity, boundary', user, { identity: allow, boundary: allow }, 'allowed'],
  ['identity without boundary', user, { identity: allow, boundary: silent }, boundary],
  ['boundary alone', user, { boundary: allow }, identity],
  ['identity of a session', session, { identity: allow }, 'allowed'],
  ['identity and session policy', session, { identity: allow, session: allow }, 'allowed'],
  ['identity without session policy', session, { identity: allow, session: silent }, inSession],
  ['session policy alone', session, { session: allow }, identity],
  ['identity, boundary without session policy', session, { identity: allow, boundary: allow, session: silent }, inSession],
  ['identity, session policy without boundary', session, { identity: allow, boundary: silent, session: allow }, boundary],
  ['all three', session, { identity: allow, boundary: allow, session: allow }, 'allowed'],

  ['a resource that names the account', user, { resource: byAccount }, identity],
  ['a resource that names the account, and identity', user, { resource: byAccount, identity: allow }, 'allowed'],
  [
    'a resource that names the account, and identity out of bounds',
    user,
    { resource: byAccount, identity: allow, boundary: silent },
    boundary,
  ],
  ['a resource that names the user', user, { resource: byUser }, 'allowed'],
  ['a resource that names the user, out of bounds', user, { resource: byUser, boundary: silent }, 'allowed'],
  ['a resource that names somebody else', user, { resource: byRole }, identity],
  ['a resource open to all', user, { resource: byAnyone }, 'allowed'],
  ['a resource open to all, out of bounds', user, { resource: byAnyone, boundary: silent }, boundary],
  ['a resource that names the role', session, { resource: byRole }, 'allowed'],
  ['a resource that names the role, out of bounds', session, { resource: byRole, boundary: silent }, boundary],
  ['a resource that names the role, beyond the session', session, { resource: byRole, session: silent }, inSession],
  ['a resource that names the role, within limits', session, { resource: byRole, boundary: allow, session: allow }, 'allowed'],
  ['a resource that names the session', session, { resource: bySession, boundary: silent, session: silent }, 'allowed'],
  ['a resource that names the account, for a session', session, { resource: byAccount }, identity],
  ['a resource open to all, beyond the session', session, { resource: byAnyone, session: silent }, inSession],

  ['root', root, {}, 'allowed'],
  ['root, for a resource that names another', root, { resource: byUser }, 'allowed'],
];

const crossAccount: readonly Row[] = [
  ['identity alone', user, { identity: allow, ...abroad }, inResource],
  [
    'identity alone, abroad by the ARN',
    user,
    { identity: allow, want: { resource: `arn:aws:sqs:eu-central-1:${otherAccount}:orders` } },
    inResource,
  ],
  ['identity alone, at home for all the ARN says', user, { identity: allow, want: { resource: 'arn:aws:iam::aws:policy/x' } }, 'allowed'],
  [
    'identity alone, at home as the operation says',
    user,
    { identity: allow, want: { resource: `arn:aws:sqs::${otherAccount}:q`, resourceAccount: account } },
    'allowed',
  ],
  ['resource alone', user, { resource: byUser, ...abroad }, identity],
  ['identity, and a resource that names the user', user, { identity: allow, resource: byUser, ...abroad }, 'allowed'],
  ['identity, and a resource that names the account', user, { identity: allow, resource: byAccount, ...abroad }, 'allowed'],
  ['identity, and a resource open to all', user, { identity: allow, resource: byAnyone, ...abroad }, 'allowed'],
  ['a resource open to all alone', user, { resource: byAnyone, ...abroad }, identity],
  ['identity, and a resource that names another', user, { identity: allow, resource: byRole, ...abroad }, inResource],
  ['both, out of bounds', user, { identity: allow, resource: byUser, boundary: silent, ...abroad }, boundary],
  ['both, within bounds', user, { identity: allow, resource: byUser, boundary: allow, ...abroad }, 'allowed'],
  ['both, for a role', session, { identity: allow, resource: byRole, ...abroad }, 'allowed'],
  [
    'both, for a session by name, beyond the session',
    session,
    { identity: allow, resource: bySession, session: silent, ...abroad },
    inSession,
  ],
  ['a session by name alone', session, { resource: bySession, ...abroad }, identity],
  ['root without the resource', root, { ...abroad }, inResource],
  ['root with a resource that names the account', root, { resource: byAccount, ...abroad }, 'allowed'],
  ['root with a resource that names a user', root, { resource: byUser, ...abroad }, inResource],
];

const withoutIdentity: readonly Row[] = [
  ['nothing for a service', lambda, {}, inResource],
  ['a resource that names the service', lambda, { resource: byService }, 'allowed'],
  ['a resource that names the service, abroad', lambda, { resource: byService, ...abroad }, 'allowed'],
  ['a resource that names the service’s account', lambda, { resource: byAccount }, inResource],
  ['a resource open to all, for a service', lambda, { resource: byAnyone }, 'allowed'],
  ['identity policies do nothing for a service', lambda, { identity: allow }, inResource],
  ['nothing for nobody', anonymous, {}, inResource],
  ['a resource open to all', anonymous, { resource: byAnyone }, 'allowed'],
  ['a resource open to all, abroad', anonymous, { resource: byAnyone, ...abroad }, 'allowed'],
  ['a resource that names an account', anonymous, { resource: byAccount }, inResource],
];

const everyAllow = { identity: allow, boundary: allow, session: allow, resource: byAnyone };

const explicitDenies: readonly Row[] = [
  ['identity', session, { ...everyAllow, identity: deny }, 'denied by identity-based policy'],
  ['boundary', session, { ...everyAllow, boundary: deny }, 'denied by permissions boundary'],
  ['session', session, { ...everyAllow, session: deny }, 'denied by session policy'],
  ['resource', session, { ...everyAllow, resource: named('*', 'Deny') }, 'denied by resource-based policy'],
  ['resource, by account', session, { ...everyAllow, resource: named({ AWS: account }, 'Deny') }, 'denied by resource-based policy'],
  ['resource, by role', session, { ...everyAllow, resource: named({ AWS: session.roleArn }, 'Deny') }, 'denied by resource-based policy'],
  ['resource, for root', root, { resource: named({ AWS: account }, 'Deny') }, 'denied by resource-based policy'],
  ['resource, for a service', lambda, { resource: named('*', 'Deny') }, 'denied by resource-based policy'],
  ['resource, for nobody', anonymous, { resource: named('*', 'Deny') }, 'denied by resource-based policy'],
  ['identity, across accounts', user, { identity: deny, resource: byUser, ...abroad }, 'denied by identity-based policy'],
  ['boundary, for a user that the resource names', user, { resource: byUser, boundary: deny }, 'denied by permissions boundary'],
  ['identity before resource', user, { identity: deny, resource: named('*', 'Deny') }, 'denied by identity-based policy'],
  ['resource before boundary', user, { boundary: deny, resource: named('*', 'Deny') }, 'denied by resource-based policy'],
  ['boundary before session', session, { identity: allow, boundary: deny, session: deny }, 'denied by permissions boundary'],
  [
    'nobody’s deny but his',
    session,
    { ...everyAllow, resource: policy({ Effect: 'Deny', Principal: { AWS: user.arn } }, { Principal: '*' }) },
    'allowed',
  ],
];

describe('evaluate', () => {
  describe('in one account, allowed by', () => {
    it.each(sameAccount)('%s', (_, principal, policies, expected) => {
      expect(outcome(principal, policies)).toBe(expected);
    });
  });

  describe('across accounts, allowed by', () => {
    it.each(crossAccount)('%s', (_, principal, policies, expected) => {
      expect(outcome(principal, policies)).toBe(expected);
    });
  });

  describe('without policies of one’s own, allowed by', () => {
    it.each(withoutIdentity)('%s', (_, principal, policies, expected) => {
      expect(outcome(principal, policies)).toBe(expected);
    });
  });

  describe('an explicit deny wins, in', () => {
    it.each(explicitDenies)('%s', (_, principal, policies, expected) => {
      expect(outcome(principal, policies)).toBe(expected);
    });
  });

  describe('where the resource policy must allow, even in one account', () => {
    const required = { want: { resourcePolicyRequired: true } };
    it.each<Row>([
      ['identity alone does not do', user, { identity: allow, ...required }, inResource],
      ['identity and account do', user, { identity: allow, resource: byAccount, ...required }, 'allowed'],
      ['account alone does not', user, { resource: byAccount, ...required }, identity],
      ['the user by name does', user, { resource: byUser, ...required }, 'allowed'],
      ['the role by name does', session, { resource: byRole, ...required }, 'allowed'],
      ['root is not above it', root, { ...required }, inResource],
      ['root passes with the account', root, { resource: byAccount, ...required }, 'allowed'],
      ['a service passes by name', lambda, { resource: byService, ...required }, 'allowed'],
      ['a service does not pass without', lambda, { ...required }, inResource],
    ])('%s', (_, principal, policies, expected) => {
      expect(outcome(principal, policies)).toBe(expected);
    });
  });
});

describe('a web identity', () => {
  const { provider } = webIdentity.federation;
  it.each([
    ['its provider’s name', named({ Federated: provider }), 'allowed'],
    ['everybody', named('*'), 'denied'],
    ['its account', named({ AWS: account }), 'denied'],
    ['nobody', undefined, 'denied'],
    [
      'its provider’s name, and is denied as everybody',
      policy({ Principal: { Federated: provider } }, { Effect: 'Deny', Principal: '*' }),
      'denied',
    ],
  ] as const)('named by %s', (_, resource, expected) => {
    const policies = { want: { resourcePolicyRequired: true }, identity: allow, ...(resource === undefined ? {} : { resource }) };
    expect(evaluate(request(webIdentity, policies)).kind).toBe(expected);
  });
});

describe('statements', () => {
  const answers = (
    statement: Partial<PolicyStatement>,
    want: Partial<Want> = {},
    conditionKeys: EvaluationRequest['conditionKeys'] = {},
  ): boolean => evaluate({ ...request(user, { identity: policy(statement), want }), conditionKeys }).kind === 'allowed';

  it.each<[Partial<PolicyStatement>, boolean]>([
    [{ Action: 'sqs:SendMessage' }, true],
    [{ Action: 'SQS:sendmessage' }, true],
    [{ Action: 'sqs:Send*' }, true],
    [{ Action: 'sqs:SendMessag?' }, true],
    [{ Action: ['s3:GetObject', 'sqs:*'] }, true],
    [{ Action: 'sqs:Receive*' }, false],
    [{ Action: [] }, false],
    [{ NotAction: 'sqs:Receive*' }, true],
    [{ NotAction: ['s3:*', 'sqs:Send*'] }, false],
    [{ NotAction: [] }, true],
    [{ Resource: resource }, true],
    [{ Resource: 'arn:aws:sqs:*:111122223333:*' }, true],
    [{ Resource: ['arn:aws:s3:::b', resource] }, true],
    [{ Resource: resource.toUpperCase() }, false],
    [{ Resource: 'arn:aws:sqs:*:444455556666:*' }, false],
    [{ NotResource: 'arn:aws:s3:::*' }, true],
    [{ NotResource: ['arn:aws:s3:::*', resource] }, false],
    [{ Resource: 'arn:aws:sqs:eu-central-1:${aws:PrincipalAccount}:orders' }, true],
    [{ Resource: 'arn:aws:sqs:${aws:RequestedRegion}:${aws:ResourceAccount}:orders' }, true],
    [{ Resource: 'arn:aws:sqs:eu-central-1:111122223333:${aws:username}' }, false],
    [{ Condition: { StringEquals: { 'aws:username': 'ann' } } }, true],
    [{ Condition: { StringEquals: { 'aws:username': 'bob' } } }, false],
    [{ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } } }, true],
    [{ Condition: { StringEquals: { 'aws:ResourceAccount': account } } }, true],
    [{ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }, false],
  ])('%j answers %s', (statement, expected) => {
    expect(answers(statement)).toBe(expected);
  });

  it('without Action and NotAction does nothing', () => {
    const empty: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*' }] };
    expect(outcome(user, { identity: empty })).toBe(identity);
  });

  it('without Resource, as trust policies are, is about what it belongs to', () => {
    const trust: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Principal: '*' }] };
    expect(outcome(user, { resource: trust })).toBe('allowed');
  });

  it('reads keys of the request, of the resource before them, and the owner of the resource', () => {
    const condition = { Condition: { StringEquals: { 'x:Tag': 'right' } } };
    expect(answers(condition, {}, { 'x:Tag': 'right' })).toBe(true);
    expect(answers(condition, { conditionKeys: { 'x:Tag': 'right' } }, { 'x:Tag': 'wrong' })).toBe(true);
    expect(answers(condition, { conditionKeys: { 'x:Tag': 'wrong' } }, { 'x:Tag': 'right' })).toBe(false);
  });

  it('reads tags of the principal', () => {
    const tagged = { identity: policy({ Resource: 'arn:aws:sqs:eu-central-1:111122223333:${aws:PrincipalTag/queue}' }) };
    expect(evaluate({ ...request(user, tagged), principalTags: { queue: 'orders' } }).kind).toBe('allowed');
    expect(evaluate({ ...request(user, tagged), principalTags: { queue: 'other' } }).kind).toBe('denied');
  });

  it('takes a key with several values for no variable', () => {
    const several = { conditionKeys: { 'x:Name': ['orders', 'other'] } };
    expect(answers({ Resource: 'arn:aws:sqs:eu-central-1:111122223333:${x:Name}' }, several)).toBe(false);
    expect(answers({ Resource: 'arn:aws:sqs:eu-central-1:111122223333:${x:Name}' }, { conditionKeys: { 'x:Name': ['orders'] } })).toBe(
      true,
    );
  });

  it('leaves variables alone before version 2012-10-17', () => {
    const statement: PolicyStatement = {
      Effect: 'Allow',
      Action: '*',
      Resource: 'arn:aws:sqs:eu-central-1:${aws:PrincipalAccount}:orders',
    };
    expect(outcome(user, { identity: { Version: '2008-10-17', Statement: [statement] } })).toBe(identity);
    expect(outcome(user, { identity: { Statement: [statement] } })).toBe(identity);
    expect(outcome(user, { identity: { Version: '2012-10-17', Statement: [statement] } })).toBe('allowed');
  });

  it('reads all policies and statements, a deny also after an allow', () => {
    const both = { ...request(user, {}), identityPolicies: [silent, allow] };
    expect(evaluate(both).kind).toBe('allowed');
    expect(evaluate({ ...both, identityPolicies: [allow, silent, policy({ Effect: 'Deny' })] })).toMatchObject({ explicit: true });
    expect(outcome(user, { resource: policy({ Principal: '*' }, { Effect: 'Deny', Principal: '*' }) })).toBe(
      'denied by resource-based policy',
    );
  });

  it('goes by the strongest naming of a resource policy, in any order', () => {
    expect(outcome(user, { resource: policy({ Principal: { AWS: user.arn } }, { Principal: { AWS: account } }) })).toBe('allowed');
    expect(outcome(user, { resource: policy({ Principal: { AWS: account } }, { Principal: { AWS: user.arn } }) })).toBe('allowed');
    const other = policy({ Principal: '*' }, { Principal: { AWS: user.arn }, Action: 'sqs:ReceiveMessage' });
    expect(outcome(user, { resource: other, boundary: silent })).toBe(boundary);
  });

  it('adds session policies up: one of them must allow', () => {
    const narrowed = { ...session, sessionPolicies: [silent, allow].map((document) => JSON.stringify(document)) };
    expect(outcome(narrowed, { identity: allow })).toBe('allowed');
    const denied = { ...session, sessionPolicies: [allow, deny].map((document) => JSON.stringify(document)) };
    expect(outcome(denied, { identity: allow })).toBe('denied by session policy');
  });

  it('compiles one document once', () => {
    let reads = 0;
    const counted = parsePolicy(JSON.stringify(allow));
    const watched = new Proxy(counted, {
      get: (target, key) => ((reads += key === 'Statement' ? 1 : 0), Reflect.get(target, key) as unknown),
    });
    expect(outcome(user, { identity: watched })).toBe('allowed');
    expect(outcome(user, { identity: watched })).toBe('allowed');
    expect(reads).toBe(1);
  });
});
