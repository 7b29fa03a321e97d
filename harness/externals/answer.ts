/** What a stand-in answers to one method and path. */
export interface Answer {
  readonly method: string;
  /** With {placeholders}: `/accounts/{id}`. What they stand for is put into strings of the body. */
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is sent as it is, null not at all, anything else as JSON. */
  readonly body: unknown;
  readonly latencyMs: number;
  /** Every nth call of this answer is dropped, or answered 503; null for none. */
  readonly fault: { readonly kind: 'drop' | 'unavailable'; readonly everyNth: number } | null;
}

export type Reply =
  | { readonly kind: 'drop'; readonly answer: string; readonly latencyMs: number }
  | {
      readonly kind: 'answer';
      /** `GET /accounts/{id}`; null where nothing was scripted for the call. */
      readonly answer: string | null;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly latencyMs: number;
    };
