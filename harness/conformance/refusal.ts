/** What a client was refused with. */
export interface Refusal {
  /** The error's code as the service wrote it, without the SDK's `Exception`. */
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** Waits for a call that must fail, and says how it did. Throws where it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const metadata = '$metadata' in thrown ? (thrown.$metadata as { readonly httpStatusCode?: number }) : {};
    return { code: thrown.name.replace(/Exception$/, ''), message: thrown.message, status: metadata.httpStatusCode };
  }
  throw new Error('The call was answered where it had to be refused.');
}
