import { timingSafeEqual } from 'node:crypto';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidParameter, invalidRequest, tokenInUse } from './errors.ts';
import type { Secret, SecretValue, SecretVersion, StoredValue } from './state.ts';

export const current = 'AWSCURRENT';
export const previous = 'AWSPREVIOUS';

export interface ValueInput {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

/** The value a request brings; undefined where it brings none. */
export function readValue({ SecretString: text, SecretBinary: bytes }: ValueInput): SecretValue | undefined {
  if (text !== undefined && bytes !== undefined)
    throw invalidParameter("You can't specify both a binary secret value and a string secret value in the same secret.");
  const size = text === undefined ? (bytes?.length ?? 0) : Buffer.byteLength(text);
  if (size > 65_536) throw invalidParameter('The secret value is longer than 65536 bytes.');
  if (text !== undefined) return { kind: 'string', text };
  return bytes === undefined ? undefined : { kind: 'binary', base64: Buffer.from(bytes).toString('base64') };
}

/** SDKs make a token where the caller gives none, and it becomes the version's id; AWS refuses a request without. */
export function requireToken(token: string | undefined): string {
  if (token === undefined) throw invalidRequest('You must provide a ClientRequestToken value. We recommend a UUID-type value.');
  if (token.length < 32 || token.length > 64) throw invalidParameter('ClientRequestToken must be 32-64 characters long.');
  return token;
}

export interface NewVersion {
  readonly token: string;
  readonly value: StoredValue;
  readonly stages: readonly string[];
}

/**
 * The secret with the version added; the same secret where the token was used before for the same value.
 * Throws where it was used for another.
 */
export function withVersion(secret: Secret, { token, value, stages }: NewVersion, context: OperationContext): Secret {
  const used = secret.versions.find((version) => version.id === token);
  if (used !== undefined) {
    if (!sameValue(used.value, value)) throw tokenInUse(token, secret.arn);
    return secret;
  }
  const at = context.now().toISOString();
  const wanted = secret.versions.length === 0 && !stages.includes(current) ? [...stages, current] : stages;
  const added: Secret = {
    ...secret,
    lastChangedAt: at,
    versions: [...secret.versions, { id: token, createdAt: at, stages: [], value }],
  };
  return keepNewest(wanted.reduce((each, stage) => moveStage(each, stage, token), added));
}

/** Attaches a label to one version and takes it from any other. Where AWSCURRENT moves, AWSPREVIOUS goes to the version that had it. */
export function moveStage(secret: Secret, stage: string, to: string | undefined): Secret {
  const from = secret.versions.find((version) => version.stages.includes(stage))?.id;
  if (from === to) return secret;
  const versions = secret.versions.map((version) => attach(detach(version, stage), version.id === to ? stage : undefined));
  const moved = { ...secret, versions };
  if (stage !== current || from === undefined || to === undefined) return moved;
  return moveStage(moved, previous, from);
}

function detach(version: SecretVersion, stage: string): SecretVersion {
  return version.stages.includes(stage) ? { ...version, stages: version.stages.filter((each) => each !== stage) } : version;
}

function attach(version: SecretVersion, stage: string | undefined): SecretVersion {
  return stage === undefined ? version : { ...version, stages: [...version.stages, stage] };
}

/** AWS keeps about a hundred versions and removes the oldest that have no label. */
function keepNewest(secret: Secret): Secret {
  const excess = secret.versions.length - 100;
  if (excess <= 0) return secret;
  const removable = new Set(
    secret.versions
      .filter((version) => version.stages.length === 0)
      .slice(0, excess)
      .map((version) => version.id),
  );
  return { ...secret, versions: secret.versions.filter((version) => !removable.has(version.id)) };
}

function sameValue(one: StoredValue, other: StoredValue): boolean {
  const [a, b] = [Buffer.from(JSON.stringify(one)), Buffer.from(JSON.stringify(other))];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function shownValue(value: SecretValue): { readonly SecretString: string } | { readonly SecretBinary: Uint8Array } {
  return value.kind === 'string' ? { SecretString: value.text } : { SecretBinary: Buffer.from(value.base64, 'base64') };
}

/** Version ids and their labels, without the deprecated ones. */
export function stagesByVersion(secret: Secret): Record<string, string[]> {
  return Object.fromEntries(
    secret.versions.filter((version) => version.stages.length > 0).map((version) => [version.id, [...version.stages]]),
  );
}

export function checkStages(stages: readonly string[] | undefined): readonly string[] {
  if (stages === undefined) return [current];
  if (stages.length === 0 || stages.length > 20) throw invalidParameter('VersionStages must hold 1 to 20 staging labels.');
  return stages;
}
