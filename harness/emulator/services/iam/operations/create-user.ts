import { CreateUser$ } from '@aws-sdk/client-iam';
import type { CreateUserCommandInput, CreateUserCommandOutput } from '@aws-sdk/client-iam';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkBoundary } from '../boundaries.ts';
import { checkName, checkPath } from '../checks.ts';
import { entityAlreadyExists } from '../errors.ts';
import { save, tablesOf, userKind } from '../identity-kind.ts';
import { newIdentityWants } from '../new-identity-wants.ts';
import { newId } from '../new-id.ts';
import { userDetails } from '../shapes.ts';
import { readTags } from '../tags.ts';

export const createUser = defineOperation<CreateUserCommandInput, CreateUserCommandOutput>({
  schema: CreateUser$,
  accepts: ['Path', 'UserName', 'PermissionsBoundary', 'Tags'],
  authorise: (input, context) => newIdentityWants(context, userKind, { ...input, name: input.UserName }),
  handle(input, context) {
    const name = checkName('userName', input.UserName);
    const path = checkPath(input.Path);
    const row = {
      name,
      path,
      id: newId(context, 'AIDA'),
      arn: `arn:aws:iam::${context.account}:user${path}${name}`,
      createdAtMs: context.now().getTime(),
      tags: readTags(input.Tags),
      inline: {},
      attached: [],
      ...(input.PermissionsBoundary === undefined ? {} : { boundary: checkBoundary(context, input.PermissionsBoundary) }),
    };
    if (tablesOf(context).users.get(name.toLowerCase()) !== undefined) throw entityAlreadyExists(`User with name ${name} already exists.`);
    save(context, userKind, row);
    return { User: userDetails(row) };
  },
});
