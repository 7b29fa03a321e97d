import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaServiceException,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import type { DeployedFunction } from '../../../src/model/deployment.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { AwsClients } from '../aws/accounts.ts';

/** What a function without an alias answers with: a deploy moves it, and nothing moves it back but another one. */
export const latest = '$LATEST';

/** Lambda's CodeSha256 is base64; the record has hex. */
export function digestOfCodeSha256(base64: string): Digest {
  return `sha256:${Buffer.from(base64, 'base64').toString('hex')}`;
}

/** Publishes what $LATEST is now, or finds the version that already is that: Lambda makes no second version of the same code and configuration. */
export async function publishVersion(clients: AwsClients, logicalId: string, physicalId: string): Promise<DeployedFunction> {
  const published = await clients.lambda.send(new PublishVersionCommand({ FunctionName: physicalId }));
  return { function: logicalId, version: published.Version ?? '', digest: digestOfCodeSha256(published.CodeSha256 ?? '') };
}

/** What the alias points at, with the digest that the account gives for that version; null where there is no such alias or function. */
export async function readLive(
  clients: AwsClients,
  logicalId: string,
  physicalId: string,
  alias: string,
): Promise<DeployedFunction | null> {
  try {
    const version = await versionOf(clients, physicalId, alias);
    const { CodeSha256: code = '' } = await clients.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: physicalId, Qualifier: version }),
    );
    return { function: logicalId, version, digest: digestOfCodeSha256(code) };
  } catch (error) {
    if (
      error instanceof ResourceNotFoundException ||
      (error instanceof LambdaServiceException && error.name === 'ResourceNotFoundException')
    )
      return null;
    throw error;
  }
}

/** A function without an alias of its own answers with $LATEST. */
async function versionOf(clients: AwsClients, physicalId: string, alias: string): Promise<string> {
  if (alias === latest) return await publishedLatest(clients, physicalId);
  const { FunctionVersion: version = '' } = await clients.lambda.send(new GetAliasCommand({ FunctionName: physicalId, Name: alias }));
  return version;
}

/** The newest published version that is the code of $LATEST; $LATEST itself where none is. Throws ResourceNotFoundException without the function. */
export async function publishedLatest(clients: AwsClients, physicalId: string): Promise<string> {
  const alike: string[] = [];
  let marker: string | undefined;
  let code: string | undefined;
  do {
    const page = await clients.lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName: physicalId, ...(marker === undefined ? {} : { Marker: marker }) }),
    );
    // $LATEST is the first of all.
    code ??= page.Versions?.find((each) => each.Version === latest)?.CodeSha256;
    for (const { Version: version, CodeSha256: sha256 } of page.Versions ?? [])
      if (version !== undefined && version !== latest && sha256 === code) alike.push(version);
    marker = page.NextMarker;
  } while (marker !== undefined);
  return alike.toSorted((left, right) => Number(right) - Number(left))[0] ?? latest;
}
