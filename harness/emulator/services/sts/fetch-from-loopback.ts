import { idpCommunicationError } from './errors.ts';

const patienceMs = 5000;
const mostBytes = 1_000_000;

/** The JSON that an address of this machine answers; undefined where it answers something else. The emulator asks nobody else: it works offline. */
export async function fetchFromLoopback(address: string): Promise<unknown> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
    throw idpCommunicationError(
      `The emulator fetches an issuer's keys from this machine only, and ${address} is not on it: give the issuer an address on 127.0.0.1 or localhost.`,
    );
  }
  const response = await ask(url);
  const text = response.ok ? await response.text() : '';
  return text.length <= mostBytes ? readJson(text) : undefined;
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

async function ask(url: URL): Promise<Response> {
  try {
    // A redirect could lead off this machine.
    return await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patienceMs), headers: { accept: 'application/json' } });
  } catch (cause) {
    const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw idpCommunicationError(`The identity provider could not be reached at ${url.href} (${why}): start it, then call again.`);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
