import { describe, expect, it } from 'vitest';
import { debuggerPort } from './debugger-port.ts';

describe('the port of a debugger', () => {
  it.each<readonly [string | undefined, number | undefined]>([
    [undefined, undefined],
    ['--enable-source-maps', undefined],
    ['--inspect', 9229],
    ['--enable-source-maps --inspect=127.0.0.1:9230', 9230],
    ['--inspect-brk=9231 --trace-warnings', 9231],
    ['--inspect-publish-uid=http', undefined],
  ])('of %j is %j', (nodeOptions, port) => {
    expect(debuggerPort(nodeOptions)).toBe(port);
  });
});
