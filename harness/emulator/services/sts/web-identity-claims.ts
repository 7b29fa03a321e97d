import type { OidcProviderRow } from '../../accounts/oidc-providers.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidIdentityToken } from './errors.ts';
import { readSessionTags } from './session-tags.ts';
import type { WebIdentity } from './web-identity-token.ts';

/**
 * What policies may ask of the token: `<provider>:aud`, `:sub`, `:amr` and `:azp`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function conditionKeysOf(
  { subject, audiences, claims }: WebIdentity,
  { url }: OidcProviderRow,
): Readonly<Record<string, string | readonly string[]>> {
  const { amr, azp } = claims;
  return {
    [`${url}:aud`]: audiences,
    [`${url}:sub`]: subject,
    ...(Array.isArray(amr) ? { [`${url}:amr`]: amr.map(String) } : {}),
    ...(typeof azp === 'string' ? { [`${url}:azp`]: azp } : {}),
  };
}

/**
 * The session's tags, which an issuer puts into the claim https://aws.amazon.com/tags.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 */
export function tagsOf({ claims }: WebIdentity): Readonly<Record<string, string>> {
  if (claims['https://aws.amazon.com/source_identity'] !== undefined) {
    throw new NotImplemented('The claim https://aws.amazon.com/source_identity of a web identity token');
  }
  const claim = claims['https://aws.amazon.com/tags'];
  if (claim === undefined) return {};
  const { principal_tags: tags = {}, transitive_tag_keys: transitive = [] } = record(claim);
  if (!Array.isArray(transitive) || transitive.length > 0) {
    throw new NotImplemented('The claim transitive_tag_keys of a web identity token');
  }
  return readSessionTags(Object.entries(record(tags)).map(([Key, value]) => ({ Key, Value: onlyText(value) })));
}

function onlyText(value: unknown): string {
  const [only, ...more]: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (typeof only !== 'string' || more.length > 0) throw invalidIdentityToken('The token has a session tag that is not one text.');
  return only;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw invalidIdentityToken('The claim https://aws.amazon.com/tags is not an object.');
}
