import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';

describe('the log', () => {
  it('writes one JSON object a line, from its level upwards', () => {
    const lines: string[] = [];
    const log = createLog('info', (line) => lines.push(line));
    log('debug', 'unheard');
    log('warn', 'heard', { status: 200, missing: undefined });
    expect(lines).toEqual(['{"level":"warn","message":"heard","status":200}\n']);
  });
});
