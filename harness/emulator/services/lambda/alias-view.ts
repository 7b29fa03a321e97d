import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import { functionArn } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';
import type { AliasRow } from './state.ts';

export function aliasView(ref: FunctionRef, row: AliasRow): AliasConfiguration {
  const { additional } = row;
  return {
    AliasArn: functionArn({ ...ref, qualifier: row.name }),
    Name: row.name,
    FunctionVersion: row.version,
    Description: row.description,
    ...(additional === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: { [additional.version]: additional.weight } } }),
    RevisionId: row.revisionId,
  };
}
