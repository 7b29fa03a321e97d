import { describe, expect, it } from 'vitest';
import { plannedChanges } from './planned-changes.ts';

const program = { program: 'infra', tool: 'terraform' } as const;

function line(action: string, addr: string): string {
  return JSON.stringify({
    '@level': 'info',
    type: 'planned_change',
    change: { resource: { addr, resource_type: addr.split('.')[0] }, action },
  });
}

describe('what a plan would change', () => {
  it('is each resource that Terraform names, in CloudFormation’s words', () => {
    const output = [
      '{"type":"version"}',
      line('create', 'aws_iam_role.fn'),
      line('replace', 'aws_lambda_alias.live'),
      line('delete', 'aws_sqs_queue.q'),
    ];
    expect(plannedChanges(program, output.join('\n'))).toEqual([
      { action: 'Add', logicalId: 'aws_iam_role.fn', type: 'aws_iam_role', replacement: null },
      { action: 'Modify', logicalId: 'aws_lambda_alias.live', type: 'aws_lambda_alias', replacement: 'True' },
      { action: 'Remove', logicalId: 'aws_sqs_queue.q', type: 'aws_sqs_queue', replacement: null },
    ]);
  });

  it.each([['text'], ['{ "half": '], ['']])('is the program where the tool says it in words of its own: %j', (output) => {
    const whole = [{ action: 'Modify', logicalId: 'infra', type: 'terraform', replacement: null }];
    expect(plannedChanges(program, output)).toEqual(whole);
  });
});
