const ranks = { debug: 0, info: 1, warn: 2, error: 3 } as const;

export type Level = keyof typeof ranks;
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (level: Level, message: string, fields?: Fields) => void;

/** One JSON object a line. Accounts and references of payments never go in. */
export function createLog(threshold: Level, write: (line: string) => void): Log {
  return (level, message, fields = {}) => {
    if (ranks[level] >= ranks[threshold]) write(`${JSON.stringify({ level, message, ...fields })}\n`);
  };
}
