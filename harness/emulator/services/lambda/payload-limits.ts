/** Lambda's limits for an event: 6 MB where the caller waits for the answer, 1 MB (since October 2025) where it does not. */
export const maxInvokePayloadBytes = 6_291_456;
export const maxEventPayloadBytes = 1_048_576;
