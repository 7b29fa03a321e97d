import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../exit-codes.ts';
import { main } from '../main.ts';

describe('a backend that there is not', () => {
  it.each(['run', 'plan', 'up', 'scenarios'])(
    'is refused by %s, with those that there are, before anything is started',
    async (command) => {
      let said = '';
      const stream = new Writable({
        write(chunk: Buffer, _, done) {
          said += chunk.toString();
          done();
        },
      });
      const terminal = { stdout: stream, stderr: stream, env: {}, cwd: '/', interactive: false, signal: new AbortController().signal };
      expect(await main([command, '--backend', 'elsewhere'], terminal)).toBe(exitCodes.usage);
      expect(said).toContain('Allowed choices are embedded, containers');
    },
  );
});
