import { CodeDeployClient, ListApplicationsCommand, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { describe, expect, it } from 'vitest';
import { otherTestAccount, startTestEmulator, testAccount } from '../../testing.ts';

const region = 'eu-central-1';

describe("what a deployment's hook reports", () => {
  it('reaches who waits for it, once', async () => {
    await using emulator = await startTestEmulator();
    const codeDeploy = emulator.client(CodeDeployClient);
    const { deploymentId, executionId } = emulator.hooks.open(testAccount, region);
    expect(deploymentId).toMatch(/^d-[0-9A-Z]{9}$/);
    expect(emulator.hooks.find(executionId)?.status).toBe('Pending');
    const report = { deploymentId, lifecycleEventHookExecutionId: executionId };
    const answer = await codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({ ...report, status: 'Failed' }));
    expect(answer.lifecycleEventHookExecutionId).toBe(executionId);
    expect(emulator.hooks.find(executionId)?.status).toBe('Failed');
    await expect(
      codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({ ...report, status: 'Succeeded' })),
    ).rejects.toMatchObject({
      name: 'LifecycleEventAlreadyCompletedException',
    });
    expect(emulator.hooks.find('another')).toBeNull();
  });

  it.each([
    ['no deployment', { deploymentId: '' }, 'DeploymentIdRequiredException'],
    ['another deployment', { deploymentId: 'd-ABCDEFGHI' }, 'DeploymentDoesNotExistException'],
    ['another execution', { lifecycleEventHookExecutionId: 'another' }, 'InvalidLifecycleEventHookExecutionIdException'],
    ['no execution', { lifecycleEventHookExecutionId: undefined }, 'InvalidLifecycleEventHookExecutionIdException'],
    ['another status', { status: 'InProgress' as const }, 'InvalidLifecycleEventHookExecutionStatusException'],
    ['no status', { status: undefined }, 'InvalidLifecycleEventHookExecutionStatusException'],
  ])('is refused of %s', async (_, change, name) => {
    await using emulator = await startTestEmulator();
    const { deploymentId, executionId } = emulator.hooks.open(testAccount, region);
    const report = { deploymentId, lifecycleEventHookExecutionId: executionId, status: 'Succeeded' as const, ...change };
    const sent = emulator.client(CodeDeployClient).send(new PutLifecycleEventHookExecutionStatusCommand(report));
    await expect(sent).rejects.toMatchObject({ name });
    expect(emulator.hooks.find(executionId)?.status).toBe('Pending');
  });

  it('is nobody’s of another account or region', async () => {
    await using emulator = await startTestEmulator();
    const { deploymentId, executionId } = emulator.hooks.open(testAccount, region);
    const report = { deploymentId, lifecycleEventHookExecutionId: executionId, status: 'Succeeded' } as const;
    for (const client of [
      emulator.client(CodeDeployClient, otherTestAccount),
      emulator.client(CodeDeployClient, testAccount, { region: 'eu-west-1' }),
    ]) {
      await expect(client.send(new PutLifecycleEventHookExecutionStatusCommand(report))).rejects.toMatchObject({
        name: 'DeploymentDoesNotExistException',
      });
    }
  });

  it('is all that there is of CodeDeploy', async () => {
    await using emulator = await startTestEmulator();
    await expect(emulator.client(CodeDeployClient).send(new ListApplicationsCommand({}))).rejects.toThrow(/not (implemented|emulated)/i);
  });
});
