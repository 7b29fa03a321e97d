/** A line of a tool's output as JSON; null for one that is none. */
export function jsonLine(line: string): unknown {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    // It only begins like JSON.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
