import { type FunctionConfiguration, type LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { everyPage } from '../aws/every-page.ts';

/** Every function of the account, its newest state. */
export function functionsOf(lambda: LambdaClient): Promise<readonly FunctionConfiguration[]> {
  return everyPage(async (Marker) => {
    const { Functions: items, NextMarker: next } = await lambda.send(new ListFunctionsCommand({ Marker, MaxItems: 50 }));
    return { items, next };
  });
}
