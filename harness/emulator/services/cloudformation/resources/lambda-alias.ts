import { CreateAlias$, DeleteAlias$, UpdateAlias$ } from '@aws-sdk/client-lambda';
import { listOf, number, objectOf, string } from '../template/shape.ts';
import { bareFunctionName } from './lambda-function-name.ts';
import { defineKind, type Physical } from './resource-kind.ts';

interface AliasProperties {
  readonly FunctionName: string;
  readonly Name: string;
  readonly FunctionVersion: string;
  readonly Description?: string;
  readonly RoutingConfig?: {
    readonly AdditionalVersionWeights?: readonly { readonly FunctionVersion: string; readonly FunctionWeight: number }[];
  };
}

export const lambdaAlias = defineKind<AliasProperties>({
  type: 'AWS::Lambda::Alias',
  properties: {
    FunctionName: { shape: string, required: true, replaces: true },
    Name: { shape: string, required: true, replaces: true },
    FunctionVersion: { shape: string, required: true },
    Description: { shape: string },
    RoutingConfig: {
      shape: objectOf({
        AdditionalVersionWeights: {
          shape: listOf(
            objectOf({ FunctionVersion: { shape: string, required: true }, FunctionWeight: { shape: number, required: true } }),
          ),
        },
      }),
    },
  },
  notEmulated: ['ProvisionedConcurrencyConfig'],
  attributes: ['AliasArn'],
  tagged: false,
  idOf: ({ FunctionName, Name }, { account, region }) =>
    `arn:aws:lambda:${region}:${account}:function:${bareFunctionName(FunctionName)}:${Name}`,
  create: async (properties, context) => {
    const { FunctionName, Name, FunctionVersion } = properties;
    const { AliasArn } = await context.call<{ readonly AliasArn?: string }>(CreateAlias$, {
      FunctionName,
      Name,
      FunctionVersion,
      ...(properties.Description === undefined ? {} : { Description: properties.Description }),
      ...(properties.RoutingConfig === undefined ? {} : { RoutingConfig: weights(properties) }),
    });
    return physical(AliasArn ?? '');
  },
  // As AWS does: an update writes the template's version and weights, also where somebody moved the alias in the meantime.
  update: async ({ id }, _before, after, context) => {
    const { FunctionName, Name, FunctionVersion, Description = '' } = after;
    if (context.trafficHeld) {
      await context.call(UpdateAlias$, { FunctionName, Name, Description });
      return physical(id);
    }
    await context.call(UpdateAlias$, { FunctionName, Name, FunctionVersion, Description, RoutingConfig: weights(after) });
    return physical(id);
  },
  remove: async (_physical, { FunctionName, Name }, context) => {
    await context.call(DeleteAlias$, { FunctionName, Name });
  },
});

function physical(id: string): Physical {
  return { id, attributes: { AliasArn: id } };
}

/** Lambda takes a map of version to weight, a template a list. */
function weights({ RoutingConfig }: AliasProperties): { readonly AdditionalVersionWeights: Readonly<Record<string, number>> } {
  const list = RoutingConfig?.AdditionalVersionWeights ?? [];
  return { AdditionalVersionWeights: Object.fromEntries(list.map((weight) => [weight.FunctionVersion, weight.FunctionWeight])) };
}
