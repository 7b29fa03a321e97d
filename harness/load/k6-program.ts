/** A way to run k6 on this machine. */
export type K6Program =
  | { readonly kind: 'binary'; readonly path: string; readonly from: 'K6_BIN' | 'PATH' | 'cache' }
  /** The official image, on the host's network, so that 127.0.0.1 is this machine. */
  | { readonly kind: 'image'; readonly image: string };

export const k6Version = '1.8.1';
export const k6Image = `grafana/k6:${k6Version}`;
export const k6Module = `go.k6.io/k6@v${k6Version}`;

/** No k6 here and no way to get one. */
export class K6MissingError extends Error {
  readonly advice: string;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'K6MissingError';
    this.advice = `Install k6, or Go 1.21 or newer and run: go install ${k6Module} (K6_BIN names a k6 that is elsewhere).`;
  }
}
