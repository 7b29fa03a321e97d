import type { StateStore } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { IssuerKeys } from './issuer-keys.ts';

/** STS looks up roles of any account, which are kept with the identities and not with STS; and it remembers the keys of issuers. */
export class IdentityDirectory implements AsyncDisposable {
  readonly state: StateStore;
  readonly issuerKeys = new IssuerKeys();

  constructor(state: StateStore) {
    this.state = state;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The store belongs to the emulator, which closes it.
  }
}

export function directoryOf({ running }: OperationContext): IdentityDirectory {
  if (!(running instanceof IdentityDirectory)) throw new Error('STS was not started: the kernel must call `start` before it dispatches.');
  return running;
}
