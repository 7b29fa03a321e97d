import type { AliasRoutingConfiguration } from '@aws-sdk/client-lambda';
import { refuseUnknown } from '../../kernel/refuse-unknown.ts';
import { constraintBroken, invalidParameterValue } from './errors.ts';
import { latest } from './state.ts';
import type { AliasRow } from './state.ts';

/** The additional version of an alias with main version `version`; undefined for an empty routing configuration, which takes it away. */
export function additionalVersion(routing: AliasRoutingConfiguration, version: string): AliasRow['additional'] {
  refuseUnknown('RoutingConfig', routing, ['AdditionalVersionWeights']);
  const weights = Object.entries(routing.AdditionalVersionWeights ?? {});
  const [first] = weights;
  if (first === undefined) return undefined;
  const [additional, weight] = first;
  const broken = weights.find(([, share]) => !(share >= 0 && share <= 1));
  if (broken !== undefined) {
    const shown = `{${weights.map(([number, share]) => `${number}=${share}`).join(', ')}}`;
    throw constraintBroken(
      shown,
      'routingConfig.additionalVersionWeights',
      'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]',
    );
  }
  if (weights.length > 1) throw invalidParameterValue('Number of items in AdditionalVersionWeights cannot be greater than 1');
  if (additional === latest || version === latest) {
    throw invalidParameterValue('$LATEST is not supported for an alias pointing to more than 1 version');
  }
  if (additional === version) {
    throw invalidParameterValue(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
  return { version: additional, weight };
}
