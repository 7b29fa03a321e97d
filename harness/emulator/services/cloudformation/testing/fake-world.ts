import type { StaticOperationSchema } from '@smithy/types';
import { AwsError } from '../../../kernel/aws-error.ts';

/** Log groups and roles as far as their kinds ask for them: what exists, and every call in order. */
export class FakeWorld {
  readonly logGroups = new Map<string, { retention: number | undefined }>();
  readonly roles = new Map<string, { trust: string; policies: Map<string, string> }>();
  readonly calls: string[] = [];
  /** A call for which this answers an error is refused with it. */
  refuse: (operation: string, input: Input) => AwsError | undefined = () => undefined;

  call(schema: StaticOperationSchema, input: Record<string, unknown>): Record<string, unknown> {
    const operation = schema[2];
    const values = input as Input;
    this.calls.push(`${operation} ${values.logGroupName ?? values.RoleName ?? ''}`);
    const refused = this.refuse(operation, values);
    if (refused !== undefined) throw refused;
    return operation.includes('Role') ? this.#callIam(operation, values) : this.#callLogs(operation, values);
  }

  #callLogs(operation: string, { logGroupName: name = '', retentionInDays: retention }: Input): Record<string, unknown> {
    if (operation === 'CreateLogGroup') {
      if (this.logGroups.has(name)) throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists', 400);
      this.logGroups.set(name, { retention: undefined });
      return {};
    }
    const group = this.logGroups.get(name);
    if (group === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.', 400);
    if (operation === 'DeleteLogGroup') this.logGroups.delete(name);
    else if (operation === 'PutRetentionPolicy') group.retention = retention;
    else if (operation === 'DeleteRetentionPolicy') group.retention = undefined;
    else throw new Error(`The fake world has no ${operation}.`);
    return {};
  }

  #callIam(operation: string, input: Input): Record<string, unknown> {
    const { RoleName: name = '', PolicyName: policy = '', PolicyDocument: document = '' } = input;
    const answer = { Role: { Arn: `arn:aws:iam::111122223333:role/${name}`, RoleId: `AROA${name}` } };
    if (operation === 'CreateRole') {
      if (this.roles.has(name)) throw new AwsError('EntityAlreadyExistsException', `Role with name ${name} already exists.`, 409);
      this.roles.set(name, { trust: input.AssumeRolePolicyDocument ?? '', policies: new Map() });
      return answer;
    }
    const role = this.roles.get(name);
    if (role === undefined) throw new AwsError('NoSuchEntityException', `The role with name ${name} cannot be found.`, 404);
    if (operation === 'DeleteRole') this.roles.delete(name);
    else if (operation === 'UpdateAssumeRolePolicy') role.trust = document;
    else if (operation === 'PutRolePolicy') role.policies.set(policy, document);
    else if (operation === 'DeleteRolePolicy') role.policies.delete(policy);
    else if (operation !== 'GetRole') throw new Error(`The fake world has no ${operation}.`);
    return answer;
  }

  /** What exists, to compare. */
  picture(): unknown {
    return {
      logGroups: Object.fromEntries([...this.logGroups].sort(([left], [right]) => (left < right ? -1 : 1))),
      roles: Object.fromEntries(
        [...this.roles].map(([name, role]) => [name, { trust: role.trust, policies: Object.fromEntries(role.policies) }]),
      ),
    };
  }
}

interface Input {
  readonly logGroupName?: string;
  readonly retentionInDays?: number;
  readonly RoleName?: string;
  readonly PolicyName?: string;
  readonly PolicyDocument?: string;
  readonly AssumeRolePolicyDocument?: string;
}
