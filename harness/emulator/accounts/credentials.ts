import { randomBytes } from 'node:crypto';
import type { Principal } from './principal.ts';
import { rootPrincipal } from './root-principal.ts';
import { globalRegion, sharedAccount } from './state.ts';
import type { StateStore, Table } from './state.ts';

/** An access key and whom it stands for. Where a session token belongs to it, a request must carry that too. */
export interface IssuedKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly principal: Principal;
  /** Absent: it does not expire. */
  readonly expiresAt?: Date;
  /** True where IAM UpdateAccessKey made it Inactive: AWS then answers as if the key did not exist. */
  readonly inactive?: boolean;
}

export interface IssueOptions {
  /** True: a temporary key (ASIA…) with a session token, as STS hands out. */
  readonly sessionToken?: boolean;
  readonly expiresAt?: Date;
}

/** Every access key of the emulator. Keys outlive a restart; they are random, not from the seed. */
export class Credentials {
  readonly #keys: Table<StoredKey>;
  readonly #rootKeys: Table<string>;
  /** Nobody else writes the table, so what was read once stays true. */
  readonly #known = new Map<string, IssuedKey>();

  constructor(state: StateStore) {
    const partition = state.partition(sharedAccount, globalRegion, 'credentials');
    this.#keys = partition.table('keys');
    this.#rootKeys = partition.table('root-keys');
  }

  issue(principal: Principal, options: IssueOptions = {}): IssuedKey {
    const temporary = options.sessionToken === true;
    const key: IssuedKey = {
      accessKeyId: `${temporary ? 'ASIA' : 'AKIA'}${randomKeyCharacters(16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      ...(temporary ? { sessionToken: randomBytes(192).toString('base64') } : {}),
      principal,
      ...(options.expiresAt === undefined ? {} : { expiresAt: options.expiresAt }),
    };
    this.#write(key);
    return key;
  }

  lookup(accessKeyId: string): IssuedKey | undefined {
    const known = this.#known.get(accessKeyId);
    if (known !== undefined) return known;
    const stored = this.#keys.get(accessKeyId);
    if (stored === undefined) return undefined;
    const key = revive(stored);
    this.#known.set(accessKeyId, key);
    return key;
  }

  /** The key of the account's root: made once per account, then kept. */
  rootKey(account: string): IssuedKey {
    const accessKeyId = this.#rootKeys.get(account);
    const kept = accessKeyId === undefined ? undefined : this.lookup(accessKeyId);
    if (kept !== undefined) return kept;
    const key = this.issue(rootPrincipal(account));
    this.#rootKeys.put(account, key.accessKeyId);
    return key;
  }

  /** True where the key was there. Requests signed with it are refused from now on. */
  revoke(accessKeyId: string): boolean {
    this.#known.delete(accessKeyId);
    return this.#keys.delete(accessKeyId);
  }

  /** IAM UpdateAccessKey. False where there is no such key. */
  setInactive(accessKeyId: string, inactive: boolean): boolean {
    const key = this.lookup(accessKeyId);
    if (key === undefined) return false;
    this.#write({ ...key, inactive });
    return true;
  }

  #write(key: IssuedKey): void {
    this.#keys.put(key.accessKeyId, store(key));
    this.#known.set(key.accessKeyId, key);
  }
}

interface StoredKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly principal: Record<string, unknown>;
  readonly expiresAt?: string;
  readonly inactive?: boolean;
}

function store(key: IssuedKey): StoredKey {
  const { expiresAt, principal, ...rest } = key;
  return {
    ...rest,
    principal: { ...principal, ...('expiresAt' in principal ? { expiresAt: principal.expiresAt.toISOString() } : {}) },
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
  };
}

function revive(stored: StoredKey): IssuedKey {
  const { expiresAt, principal, ...rest } = stored;
  const { expiresAt: sessionEnds } = principal;
  return {
    ...rest,
    principal: { ...principal, ...(typeof sessionEnds === 'string' ? { expiresAt: new Date(sessionEnds) } : {}) } as Principal,
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
  };
}

/** AWS's access key ids are base32: A-Z and 2-7. */
const keyCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function randomKeyCharacters(length: number): string {
  return Array.from(randomBytes(length), (byte) => keyCharacters.charAt(byte & 31)).join('');
}
