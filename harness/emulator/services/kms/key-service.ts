import { findRole, findUser } from '../../accounts/identities.ts';
import type { PolicyDocument } from '../../accounts/policy.ts';
import type { OperationContext, ServiceHost } from '../../kernel/context.ts';
import type { FoundKey } from './find-key.ts';
import { wantOnFound } from './key-wants.ts';

/** What KMS asks of the emulator outside of a request: who exists, and whether a caller could change a policy again. */
export class KeyService implements AsyncDisposable {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** Whether the user or role, or the role of the session, is there. */
  principalExists(arn: string): boolean {
    const [, service, account = '', kind, path = ''] = /^arn:aws:(iam|sts)::(\d{12}):([a-z-]+)\/(.+)$/.exec(arn) ?? [];
    if (service === 'sts') return kind === 'assumed-role' && findRole(this.#host.state, account, path.split('/')[0] ?? '') !== undefined;
    const name = path.split('/').at(-1) ?? '';
    return (kind === 'user' ? findUser : findRole)(this.#host.state, account, name)?.arn === arn;
  }

  /** Whether the caller could put another policy if the key had this one. */
  staysInControl(found: FoundKey, policy: PolicyDocument, context: OperationContext): boolean {
    const want = { ...wantOnFound(found, context, 'PutKeyPolicy'), resourcePolicy: policy };
    return this.#host.authorise(context.principal, [want], context.region) === undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // It started nothing.
  }
}

export function keyServiceOf({ running }: OperationContext): KeyService {
  if (!(running instanceof KeyService)) throw new Error('KMS was not started: the kernel must call `start` before it dispatches.');
  return running;
}
