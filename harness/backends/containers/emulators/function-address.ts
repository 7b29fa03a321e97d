/** How an emulator finds the function that a request at its own port is for. */
export interface FunctionAddress {
  readonly host: string;
  /** Before the request's own path; empty where the host says it. */
  readonly pathPrefix: string;
}

/** As AWS does: by the host of the function's URL. */
export function byHost(functionUrl: string): FunctionAddress {
  return { host: new URL(functionUrl).host, pathPrefix: '' };
}
