import { CreateAlias$, DeleteAlias$, UpdateAlias$ } from '@aws-sdk/client-kms';
import { string } from '../template/shape.ts';
import { defineKind } from './resource-kind.ts';

interface AliasProperties {
  readonly AliasName: string;
  readonly TargetKeyId: string;
}

export const kmsAlias = defineKind<AliasProperties>({
  type: 'AWS::KMS::Alias',
  properties: { AliasName: { shape: string, required: true, replaces: true }, TargetKeyId: { shape: string, required: true } },
  notEmulated: [],
  attributes: [],
  nameProperty: 'AliasName',
  tagged: false,
  idOf: ({ AliasName }) => AliasName,
  create: async ({ AliasName, TargetKeyId }, context) => {
    await context.call(CreateAlias$, { AliasName, TargetKeyId });
    return { id: AliasName, attributes: {} };
  },
  update: async (physical, before, { TargetKeyId }, context) => {
    if (before.TargetKeyId !== TargetKeyId) await context.call(UpdateAlias$, { AliasName: physical.id, TargetKeyId });
    return physical;
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteAlias$, { AliasName: id });
  },
});
