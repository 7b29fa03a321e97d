/** The lines that Lambda itself writes into a function's log. */
export interface LogLines {
  start(requestId: string, version: string, time: Date): string;
  /** Undefined in the JSON format, which has no such line. */
  end(requestId: string): string | undefined;
  report(report: InvocationReport, time: Date): string;
}

export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memorySizeMb: number;
  readonly maxMemoryUsedMb: number;
  /** Only of the first invocation of an environment. */
  readonly initDurationMs?: number;
  readonly status: 'success' | 'timeout' | 'error';
  readonly errorType?: string;
}

/** As AWS writes them with the Text format. Since August 2025 the init phase is billed too. */
export const textLogLines: LogLines = {
  start: (requestId, version) => `START RequestId: ${requestId} Version: ${version}\n`,
  end: (requestId) => `END RequestId: ${requestId}\n`,
  report({ requestId, durationMs, memorySizeMb, maxMemoryUsedMb, initDurationMs, status, errorType }) {
    const init = initDurationMs === undefined ? '' : `Init Duration: ${initDurationMs.toFixed(2)} ms\t`;
    const failure = status === 'success' ? '' : `Status: ${status}${status === 'error' ? `\tError Type: ${errorType ?? 'Unknown'}` : ''}`;
    const billed = billedMs(durationMs, initDurationMs);
    return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billed} ms\tMemory Size: ${memorySizeMb} MB\tMax Memory Used: ${maxMemoryUsedMb} MB\t${init}${failure}\n`;
  },
};

/** As AWS writes them with LoggingConfig's JSON format. */
export const jsonLogLines: LogLines = {
  start: (requestId, version, time) => line(time, 'platform.start', { requestId, version }),
  end: () => undefined,
  report({ requestId, durationMs, memorySizeMb, maxMemoryUsedMb, initDurationMs, status, errorType }, time) {
    const metrics = {
      durationMs: rounded(durationMs),
      billedDurationMs: billedMs(durationMs, initDurationMs),
      memorySizeMB: memorySizeMb,
      maxMemoryUsedMB: maxMemoryUsedMb,
      ...(initDurationMs === undefined ? {} : { initDurationMs: rounded(initDurationMs) }),
    };
    return line(time, 'platform.report', { requestId, metrics, status, ...(errorType === undefined ? {} : { errorType }) });
  },
};

function line(time: Date, type: string, record: object): string {
  return `${JSON.stringify({ time: time.toISOString(), type, record })}\n`;
}

function billedMs(durationMs: number, initDurationMs = 0): number {
  return Math.ceil(durationMs + initDurationMs);
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
