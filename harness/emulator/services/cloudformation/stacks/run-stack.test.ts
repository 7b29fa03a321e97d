import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../kernel/aws-error.ts';
import { FakeWorld } from '../testing/fake-world.ts';
import { StackBench } from '../testing/stack-bench.ts';

const trust = '{Version: 2012-10-17, Statement: []}';
const role = (name: string, policies: string): string =>
  `{Type: "AWS::IAM::Role", Properties: {RoleName: ${name}, AssumeRolePolicyDocument: ${trust}, Policies: ${policies}}}`;
const group = (properties: string, more = ''): string => `{Type: "AWS::Logs::LogGroup", Properties: ${properties}${more}}`;

const first = `
Resources:
  Role: ${role('writer', '[{PolicyName: a, PolicyDocument: {A: 1}}]')}
  Log: ${group('{LogGroupName: !Sub "/${Role}/log", RetentionInDays: 7}')}
  Old: ${group('{LogGroupName: /old}')}
Outputs: {Log: {Value: !Ref Log}}`;
/** Changes the role in place, replaces Log by its name, removes Old and adds New. */
const second = `
Resources:
  Role: ${role('writer', '[{PolicyName: a, PolicyDocument: {A: 2}}, {PolicyName: b, PolicyDocument: {B: 1}}]')}
  Log: ${group('{LogGroupName: !Sub "/${Role}/log2", RetentionInDays: 14}')}
  New: ${group('{LogGroupName: /new, RetentionInDays: 1}', ', DependsOn: Log')}
Outputs: {Log: {Value: !Ref Log}}`;

const denied = (operation: string): AwsError =>
  new AwsError('AccessDeniedException', `User: x is not authorized to perform: ${operation}`, 400);

async function created(template: string): Promise<StackBench> {
  const bench = new StackBench(new FakeWorld());
  bench.wantCreate(template);
  await bench.run();
  return bench;
}

async function pictureOf(template: string): Promise<unknown> {
  using bench = await created(template);
  return bench.world.picture();
}

describe('creating a stack', () => {
  it('makes resources in the order of their references, and says so in events', async () => {
    using bench = await created(first);
    expect(bench.stack()).toMatchObject({ status: 'CREATE_COMPLETE', outputs: [{ key: 'Log', value: '/writer/log' }] });
    expect(bench.world.calls.indexOf('CreateRole writer')).toBeLessThan(bench.world.calls.indexOf('CreateLogGroup /writer/log'));
    expect(bench.history().filter((event) => event.startsWith('Role'))).toEqual([
      'Role CREATE_IN_PROGRESS',
      'Role CREATE_IN_PROGRESS',
      'Role CREATE_COMPLETE',
    ]);
    expect(bench.history().at(-1)).toBe('shop CREATE_COMPLETE');
  });

  it('deletes what was made when a resource fails, and gives the reason that the service gave', async () => {
    using bench = new StackBench(new FakeWorld());
    bench.world.refuse = (operation, input) => (input.logGroupName === '/writer/log' ? denied(`logs:${operation}`) : undefined);
    bench.wantCreate(first);
    expect((await bench.run()).status).toBe('ROLLBACK_COMPLETE');
    expect(bench.world.picture()).toEqual({ logGroups: {}, roles: {} });
    const failure = bench.events().find((event) => event.status === 'CREATE_FAILED');
    expect(failure?.logicalId).toBe('Log');
    expect(failure?.reason).toMatch(
      /^Resource handler returned message: "User: x is not authorized to perform: logs:CreateLogGroup \(Service: CloudWatchLogs, Status Code: 400\)" \(RequestToken: .*, HandlerErrorCode: AccessDenied\)$/,
    );
  });

  it('leaves alone what was there before under the same name', async () => {
    using bench = new StackBench(new FakeWorld());
    bench.world.logGroups.set('/old', { retention: 3 });
    bench.wantCreate(first);
    expect((await bench.run()).status).toBe('ROLLBACK_COMPLETE');
    expect(bench.world.picture()).toEqual({ logGroups: { '/old': { retention: 3 } }, roles: {} });
  });

  it.each([
    ['DO_NOTHING', 'CREATE_FAILED'],
    ['DELETE', 'DELETE_COMPLETE'],
  ] as const)('ends as OnFailure %s says', async (onFailure, status) => {
    using bench = new StackBench(new FakeWorld());
    bench.world.refuse = (operation) => (operation === 'PutRetentionPolicy' ? denied(operation) : undefined);
    bench.wantCreate(first, onFailure);
    expect((await bench.run()).status).toBe(status);
    expect(bench.world.logGroups.has('/old')).toBe(onFailure === 'DO_NOTHING');
  });

  it('refuses properties that the kind does not have', async () => {
    using bench = await created(`Resources: {Log: ${group('{Colour: red, RetentionInDays: soon}')}}`);
    expect(bench.events().find((event) => event.status === 'CREATE_FAILED')?.reason).toBe(
      'Properties validation failed for resource Log with message:\n[#: extraneous key [Colour] is not permitted, #/RetentionInDays: expected type: Integer, found: String]',
    );
  });
});

describe('updating a stack', () => {
  it('changes, replaces, adds and removes; the replaced and removed go last', async () => {
    using bench = await created(first);
    bench.world.calls.length = 0;
    bench.wantUpdate(second);
    expect(await bench.run()).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: [{ value: '/writer/log2' }] });
    expect(bench.world.picture()).toEqual(await pictureOf(second));
    const deletions = bench.world.calls.filter((call) => call.startsWith('DeleteLogGroup'));
    expect(bench.world.calls.slice(-2)).toEqual(deletions);
    expect([...deletions].sort()).toEqual(['DeleteLogGroup /old', 'DeleteLogGroup /writer/log']);
  });

  it('touches nothing whose properties stayed', async () => {
    using bench = await created(first);
    bench.world.calls.length = 0;
    bench.wantUpdate(`${first}\nDescription: other`);
    expect((await bench.run()).status).toBe('UPDATE_COMPLETE');
    expect(bench.world.calls).toEqual([]);
  });

  it('restores everything when a resource fails', async () => {
    using bench = await created(first);
    const before = bench.world.picture();
    bench.world.refuse = (operation, input) =>
      input.logGroupName === '/new' && operation === 'PutRetentionPolicy' ? denied(operation) : undefined;
    bench.wantUpdate(second);
    expect(await bench.run()).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', template: first, outputs: [{ value: '/writer/log' }] });
    expect(bench.world.picture()).toEqual(before);
    const statuses = bench.history().filter((event) => event.startsWith('shop'));
    expect(statuses.slice(-3)).toEqual([
      'shop UPDATE_ROLLBACK_IN_PROGRESS',
      'shop UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'shop UPDATE_ROLLBACK_COMPLETE',
    ]);
  });

  it('has nothing to take back of a resource whose change was refused outright', async () => {
    using bench = await created(first);
    bench.world.refuse = (operation) => (operation === 'PutRolePolicy' ? denied(operation) : undefined);
    bench.wantUpdate(second);
    expect((await bench.run()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('can be repeated after it was rolled back', async () => {
    using bench = await created(first);
    bench.world.refuse = (operation, input) => (input.logGroupName === '/new' ? denied(operation) : undefined);
    bench.wantUpdate(second);
    await bench.run();
    bench.world.refuse = () => undefined;
    bench.wantUpdate(second);
    expect((await bench.run()).status).toBe('UPDATE_COMPLETE');
    expect(bench.world.picture()).toEqual(await pictureOf(second));
  });

  it('does not replace a resource whose name is fixed', async () => {
    const named = (path: string): string =>
      `Resources: {R: {Type: "AWS::IAM::Role", Properties: {RoleName: r, Path: ${path}, AssumeRolePolicyDocument: ${trust}}}}`;
    using bench = await created(named('/'));
    bench.wantUpdate(named('/other/'));
    expect((await bench.run()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(bench.events().find((event) => event.status === 'UPDATE_FAILED')?.reason).toBe(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename r and update the stack again.',
    );
  });
});

describe('deleting a stack', () => {
  it('deletes what needs others first, keeps what is to be retained, and minds nothing that is gone already', async () => {
    using bench = await created(`
Resources:
  Kept: ${group('{LogGroupName: /kept}', ', DeletionPolicy: Retain')}
  Gone: ${group('{LogGroupName: /gone}')}
  User: ${group('{LogGroupName: !Sub "${Gone}/user"}')}`);
    bench.world.logGroups.delete('/gone');
    bench.wantDelete();
    expect((await bench.run()).status).toBe('DELETE_COMPLETE');
    expect([...bench.world.logGroups.keys()]).toEqual(['/kept']);
    expect(bench.world.calls.slice(-2)).toEqual(['DeleteLogGroup /gone/user', 'DeleteLogGroup /gone']);
    expect(bench.history()).toContain('Kept DELETE_SKIPPED');
  });

  it('ends as DELETE_FAILED where something can’t be deleted, and can be repeated', async () => {
    using bench = await created(first);
    bench.world.refuse = (operation) => (operation === 'DeleteRole' ? denied(operation) : undefined);
    bench.wantDelete();
    expect(await bench.run()).toMatchObject({
      status: 'DELETE_FAILED',
      statusReason: 'The following resource(s) failed to delete: [Role]. ',
    });
    bench.world.refuse = () => undefined;
    bench.wantDelete();
    expect((await bench.run()).status).toBe('DELETE_COMPLETE');
  });
});

describe('a stack that was cut off by a kill', () => {
  const moments = (['before', 'after'] as const).flatMap((when) => Array.from({ length: 14 }, (_, index) => [when, index + 1] as const));

  it.each(moments)('goes on with its creation: killed %s call %i', async (when, atCall) => {
    using bench = new StackBench(new FakeWorld());
    bench.wantCreate(first);
    await bench.runUntilKilled(atCall, when);
    expect((await bench.run()).status).toBe('CREATE_COMPLETE');
    expect(bench.world.picture()).toEqual(await pictureOf(first));
  });

  it.each(moments)('goes on with its update: killed %s call %i', async (when, atCall) => {
    using bench = await created(first);
    bench.wantUpdate(second);
    await bench.runUntilKilled(atCall, when);
    expect((await bench.run()).status).toBe('UPDATE_COMPLETE');
    expect(bench.world.picture()).toEqual(await pictureOf(second));
  });

  it.each(moments)('goes on with rolling its update back: killed %s call %i', async (when, atCall) => {
    using bench = await created(first);
    const before = bench.world.picture();
    bench.world.refuse = (operation, input) =>
      input.logGroupName === '/new' && operation !== 'DeleteLogGroup' ? denied(operation) : undefined;
    bench.wantUpdate(second);
    await bench.runUntilKilled(atCall, when);
    expect((await bench.run()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(bench.world.picture()).toEqual(before);
  });

  it.each(moments)('goes on with its deletion: killed %s call %i', async (when, atCall) => {
    using bench = await created(first);
    bench.wantDelete();
    await bench.runUntilKilled(atCall, when);
    expect((await bench.run()).status).toBe('DELETE_COMPLETE');
    expect(bench.world.picture()).toEqual({ logGroups: {}, roles: {} });
  });
});
