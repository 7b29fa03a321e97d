import { invalidInput, limitExceeded, validationError } from './errors.ts';

/**
 * The issuer without its scheme, as AWS keeps it. AWS takes https only and no port. Since an emulator's issuer runs on this machine,
 * http and a port are taken too where the host is 127.0.0.1, localhost or [::1].
 */
export function readProviderUrl(url = ''): string {
  if (url.length > 255) throw validationError(tooLong('url', 255));
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) throw validationError('Invalid Open ID Connect Provider URL');
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  const schemeFits = parsed.protocol === 'https:' || (loopback && parsed.protocol === 'http:');
  const bare = parsed.search === '' && parsed.hash === '' && parsed.username === '' && parsed.password === '';
  if (!schemeFits || !bare || (parsed.port !== '' && !loopback)) throw validationError('Invalid Open ID Connect Provider URL');
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}

export function checkClientIds(ids: readonly string[] = []): readonly string[] {
  if (ids.length > 100) throw limitExceeded('Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100');
  if (ids.some((id) => id.length < 1 || id.length > 255)) throw validationError(tooLong('clientIDList', 255));
  return [...new Set(ids)];
}

/** AWS fetches the certificate's thumbprint itself where none is given; over http there is none. */
export function checkThumbprints(thumbprints: readonly string[] = []): readonly string[] {
  if (thumbprints.length > 5) throw invalidInput('Thumbprint list must contain fewer than 5 entries.');
  if (thumbprints.some((thumbprint) => thumbprint.length !== 40)) {
    throw validationError(
      "1 validation error detected: Value at 'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]",
    );
  }
  return thumbprints;
}

const tooLong = (member: string, most: number): string =>
  `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${String(most)}`;
