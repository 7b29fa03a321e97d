import { DeleteFunction$, PublishVersion$ } from '@aws-sdk/client-lambda';
import { string } from '../template/shape.ts';
import { functionAndQualifier } from './lambda-function-name.ts';
import { defineKind, type Physical, type ResourceContext } from './resource-kind.ts';

interface VersionProperties {
  readonly FunctionName: string;
  readonly CodeSha256?: string;
  readonly Description?: string;
}

/** Published once per logical id: every property replaces it, so the function's later code gets no version by itself. */
export const lambdaVersion = defineKind<VersionProperties>({
  type: 'AWS::Lambda::Version',
  properties: {
    FunctionName: { shape: string, required: true, replaces: true },
    CodeSha256: { shape: string, replaces: true },
    Description: { shape: string, replaces: true },
  },
  notEmulated: ['FunctionScalingConfig', 'ProvisionedConcurrencyConfig', 'RuntimePolicy'],
  attributes: ['FunctionArn', 'Version'],
  tagged: false,
  idOf: ({ FunctionName }) => FunctionName,
  create: publish,
  // Publishing again gives the same version where nothing has changed since: an interrupted publishing is simply repeated.
  update: async (physical, _before, after, context) => (physical.id.split(':').length > 7 ? described(physical) : publish(after, context)),
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteFunction$, functionAndQualifier(id));
  },
});

async function publish(properties: VersionProperties, context: ResourceContext): Promise<Physical> {
  const { CodeSha256, Description } = properties;
  const made = await context.call<{ readonly FunctionArn?: string; readonly Version?: string }>(PublishVersion$, {
    FunctionName: properties.FunctionName,
    ...(CodeSha256 === undefined ? {} : { CodeSha256 }),
    ...(Description === undefined ? {} : { Description }),
  });
  const id = made.FunctionArn ?? '';
  return { id, attributes: { FunctionArn: id, Version: made.Version ?? '' } };
}

function described({ id }: Physical): Physical {
  return { id, attributes: { FunctionArn: id, Version: id.slice(id.lastIndexOf(':') + 1) } };
}
