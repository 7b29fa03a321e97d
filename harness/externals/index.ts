/** Stand-ins for other systems: HTTP servers on 127.0.0.1 with scripted or recorded answers, in a process of their own. */
export type { Answer } from './answer.ts';
export type { StandIn } from './serve.ts';
export { RecordingError } from './har.ts';
export { recordedAnswers } from './recorded.ts';
export { type RecordedRequest, recordedRequests } from './recorded-requests.ts';
export { endExternals, ExternalsStartError, type RunningExternals, startExternals, startExternalsAgain } from './process.ts';
