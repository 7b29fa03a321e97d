import type { DeployPlan, DeployRefusal } from '../../../src/ports/deployer.ts';
import type { Capability } from '../../backends/backend.ts';

/** Resource types that only a backend with the capability makes anything of: others take the template and make nothing. */
const needed: readonly { readonly type: RegExp; readonly capability: Capability }[] = [
  { type: /^AWS::ApiGatewayV2::/, capability: 'http-apis' },
  { type: /^AWS::KMS::/, capability: 'kms' },
];

/** What the changes want of the backend that it doesn't have; null where it has all. */
export function beyondBackend(changes: DeployPlan['changes'], missing: readonly Capability[]): DeployRefusal | null {
  const beyond = changes.flatMap(({ logicalId, type }) =>
    needed
      .filter((need) => need.type.test(type) && missing.includes(need.capability))
      .map(({ capability }) => ({ logicalId, type, capability })),
  );
  const [first] = beyond;
  if (first === undefined) return null;
  const more = beyond.length === 1 ? '' : ` (and ${String(beyond.length - 1)} more)`;
  return {
    refused: `${first.logicalId} is an ${first.type}${more}, and this backend has no ${first.capability}: rehearse on one that has, such as --backend embedded.`,
    lacking: [...new Set(beyond.map(({ capability }) => capability))],
  };
}
