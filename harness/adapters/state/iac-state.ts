import { stateBucket, stateTableArn } from '../aws/names.ts';

/** Where an environment's infrastructure tool keeps what it knows: in the tooling account, a bucket and a lock table of the environment's own. */
export interface IacState {
  readonly bucket: string;
  /** The bucket's region and the table's. */
  readonly region: string;
  /** Its ARN, for it is another account's: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-cross-account-access.html. Null where the backend has no DynamoDB. */
  readonly lockTable: string | null;
}

export interface IacStatePlan {
  readonly tooling: { readonly account: string; readonly region: string };
  /** The environment's account. */
  readonly account: string;
  /** Whether there is a DynamoDB to lock in. */
  readonly locks: boolean;
}

export function iacStateOf({ tooling, account, locks }: IacStatePlan): IacState {
  return {
    bucket: stateBucket(tooling, account),
    region: tooling.region,
    lockTable: locks ? stateTableArn(tooling, account) : null,
  };
}

/**
 * The state as a project's command is told of it: by names that are no tool's, and by those that Terraform (an empty `backend "s3" {}`) and
 * Pulumi read by themselves. They take the endpoint and the credentials from AWS_ENDPOINT_URL and AWS_*. `program` tells one program of the
 * repository from another.
 */
export function iacStateVariables(state: IacState, program: string): Readonly<Record<string, string>> {
  const key = `${program}/terraform.tfstate`;
  const backend = { bucket: state.bucket, key, region: state.region, ...lockOf(state) };
  const flags = Object.entries(backend).map(([name, value]) => `-backend-config=${name}=${value}`);
  return {
    IAC_STATE_BUCKET: state.bucket,
    IAC_STATE_KEY: key,
    IAC_STATE_REGION: state.region,
    ...(state.lockTable === null ? {} : { IAC_STATE_LOCK_TABLE: state.lockTable }),
    TF_CLI_ARGS_init: ['-input=false', '-reconfigure', ...flags].join(' '),
    // Pulumi locks in the bucket itself.
    PULUMI_BACKEND_URL: `s3://${state.bucket}/${program}?region=${state.region}`,
  };
}

/** From 1.10 on Terraform can lock in the bucket too; older ones know only the table. */
function lockOf({ lockTable }: IacState): Readonly<Record<string, string>> {
  return lockTable === null ? { use_lockfile: 'true' } : { dynamodb_table: lockTable };
}
