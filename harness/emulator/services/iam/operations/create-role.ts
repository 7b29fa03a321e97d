import { CreateRole$ } from '@aws-sdk/client-iam';
import type { CreateRoleCommandInput, CreateRoleCommandOutput } from '@aws-sdk/client-iam';
import type { RoleRow } from '../../../accounts/identities.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkBoundary } from '../boundaries.ts';
import { checkDescription, checkMaxSessionDuration, checkName, checkPath } from '../checks.ts';
import { checkTrustDocument } from '../documents.ts';
import { entityAlreadyExists } from '../errors.ts';
import { roleKind, save, tablesOf } from '../identity-kind.ts';
import { newIdentityWants } from '../new-identity-wants.ts';
import { newId } from '../new-id.ts';
import { details, roleSummary } from '../shapes.ts';
import { readTags } from '../tags.ts';

export const createRole = defineOperation<CreateRoleCommandInput, CreateRoleCommandOutput>({
  schema: CreateRole$,
  accepts: ['Path', 'RoleName', 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'PermissionsBoundary', 'Tags'],
  authorise: (input, context) => newIdentityWants(context, roleKind, { ...input, name: input.RoleName }),
  handle(input, context) {
    const row = readRole(input, context);
    if (tablesOf(context).roles.get(row.name.toLowerCase()) !== undefined) {
      throw entityAlreadyExists(`Role with name ${row.name} already exists.`);
    }
    save(context, roleKind, row);
    // CreateRole says the session duration only to those who gave one.
    const { MaxSessionDuration, ...Role } = roleSummary(row);
    return { Role: { ...Role, ...details(row), ...(input.MaxSessionDuration === undefined ? {} : { MaxSessionDuration }) } };
  },
});

function readRole(input: CreateRoleCommandInput, context: OperationContext): RoleRow {
  const name = checkName('roleName', input.RoleName);
  const path = checkPath(input.Path);
  return {
    name,
    path,
    id: newId(context, 'AROA'),
    arn: `arn:aws:iam::${context.account}:role${path}${name}`,
    createdAtMs: context.now().getTime(),
    ...(input.Description === undefined ? {} : { description: checkDescription(input.Description) }),
    maxSessionSeconds: checkMaxSessionDuration(input.MaxSessionDuration),
    tags: readTags(input.Tags),
    trustPolicy: checkTrustDocument(context, input.AssumeRolePolicyDocument),
    inline: {},
    attached: [],
    ...(input.PermissionsBoundary === undefined ? {} : { boundary: checkBoundary(context, input.PermissionsBoundary) }),
  };
}
