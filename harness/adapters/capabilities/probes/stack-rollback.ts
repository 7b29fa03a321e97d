import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { settle } from '../../deploy/settle.ts';
import { found, lacking, type Probe } from '../probe.ts';

const limitMs = 20_000;

/** The second log group can't be made: its name is taken, by the first. */
const templateOf = (logGroupName: string): string =>
  JSON.stringify({
    Resources: {
      First: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: logGroupName } },
      Second: { Type: 'AWS::Logs::LogGroup', DependsOn: 'First', Properties: { LogGroupName: logGroupName } },
    },
  });

/** Whether what a failed creation had made is taken away again. */
export const stackRollback: Probe = {
  capability: 'stack-rollback',
  try: async (place) => {
    const { cloudFormation, logs } = place.owner(place.account);
    const StackName = place.name('stack');
    const logGroupName = place.name('logs');
    const describe = async (): Promise<string> => {
      const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
      return stack?.StackStatus ?? 'gone';
    };
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: templateOf(logGroupName) }));
    place.afterwards(() => cloudFormation.send(new DeleteStackCommand({ StackName })));
    const status = await settle(`stack ${StackName}`, describe, (now) => !now.endsWith('_IN_PROGRESS'), limitMs);
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    const left = logGroups.length > 0;
    if (status === 'ROLLBACK_COMPLETE' && !left)
      return found('a stack whose creation failed was rolled back, and what it had made is gone');
    return lacking(`a stack whose creation had to fail ended ${status}${left ? ', and what it had made is still there' : ''}`);
  },
};
