import { string } from '../template/shape.ts';
import { defineKind } from './resource-kind.ts';

/** What CDK puts in its templates to be counted: AWS makes nothing of it. */
export const cdkMetadata = defineKind<{ readonly Analytics?: string }>({
  type: 'AWS::CDK::Metadata',
  properties: { Analytics: { shape: string } },
  notEmulated: [],
  attributes: [],
  tagged: false,
  idOf: (_properties, context) => context.logicalId,
  create: (_properties, context) => Promise.resolve({ id: context.logicalId, attributes: {} }),
  update: (physical) => Promise.resolve(physical),
  remove: () => Promise.resolve(),
});
