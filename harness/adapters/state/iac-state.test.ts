import { describe, expect, it } from 'vitest';
import { iacStateOf, iacStateVariables } from './iac-state.ts';

const tooling = { account: '111111111110', region: 'eu-west-1' };
const bucket = 'rehearsal-state-111111111110-eu-west-1-333333333333';
const table = 'arn:aws:dynamodb:eu-west-1:111111111110:table/rehearsal-state-locks-333333333333';

describe('the state of an infrastructure tool', () => {
  it('lies in the tooling account, in what is the environment’s own', () => {
    const state = iacStateOf({ tooling, account: '333333333333', locks: true });
    expect(state).toEqual({ bucket, region: 'eu-west-1', lockTable: table });
    expect(iacStateOf({ tooling, account: '222222222222', locks: true }).bucket).not.toBe(bucket);
  });

  it('has a bucket’s name that S3 takes in the region with the longest name', () => {
    const longest = { account: tooling.account, region: 'ap-southeast-1' };
    expect(iacStateOf({ tooling: longest, account: '333333333333', locks: true }).bucket.length).toBeLessThanOrEqual(63);
  });

  it('is told to Terraform and Pulumi by the variables that they read', () => {
    const state = iacStateOf({ tooling, account: '333333333333', locks: true });
    expect(iacStateVariables(state, 'payments/MOD-001')).toEqual({
      IAC_STATE_BUCKET: bucket,
      IAC_STATE_KEY: 'payments/MOD-001/terraform.tfstate',
      IAC_STATE_REGION: 'eu-west-1',
      IAC_STATE_LOCK_TABLE: table,
      TF_CLI_ARGS_init: `-input=false -reconfigure -backend-config=bucket=${bucket} -backend-config=key=payments/MOD-001/terraform.tfstate -backend-config=region=eu-west-1 -backend-config=dynamodb_table=${table}`,
      PULUMI_BACKEND_URL: `s3://${bucket}/payments/MOD-001?region=eu-west-1`,
    });
  });

  it('is locked in the bucket where there is no table', () => {
    const told = iacStateVariables(iacStateOf({ tooling, account: '333333333333', locks: false }), 'payments');
    expect(told).not.toHaveProperty('IAC_STATE_LOCK_TABLE');
    expect(told['TF_CLI_ARGS_init']).toContain('-backend-config=use_lockfile=true');
  });
});
