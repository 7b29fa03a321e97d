import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sharedNetwork } from '../../../network/shared-network.ts';
import { Environment } from './environment.ts';
import type { EnvironmentOptions } from './environment.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';
import { textLogLines } from './log-lines.ts';
import { nodeFlags } from './node-flags.ts';
import { Watchdog } from './watchdog.ts';

const watchdog = new Watchdog();
const environments: Environment[] = [];
let count = 0;

afterEach(async () => {
  for (const environment of environments.splice(0)) {
    environment.kill();
    await environment.gone;
  }
});

interface World {
  readonly environment: Environment;
  readonly log: string[];
}

async function start(
  files: Readonly<Record<string, string>>,
  options: Partial<EnvironmentOptions> & { handler?: string; runtime?: string } = {},
): Promise<World> {
  const codeDirectory = mkdtempSync(join(tmpdir(), 'environment-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(codeDirectory, name), text);
  const log: string[] = [];
  const { handler = 'index.handler', runtime = 'nodejs22.x', ...rest } = options;
  const environment = await Environment.start({
    version: '$LATEST',
    timeoutMs: 10_000,
    memorySizeMb: 128,
    nodeFlags: nodeFlags(runtime, 128),
    codeDirectory,
    variables: {
      PATH: dirname(process.execPath),
      LAMBDA_TASK_ROOT: codeDirectory,
      _HANDLER: handler,
      AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: 'pay',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    },
    watchdog,
    network: sharedNetwork,
    lines: textLogLines,
    log: (message) => log.push(message),
    now: () => new Date('2026-11-21T10:00:00Z'),
    ...rest,
  });
  environments.push(environment);
  return { environment, log };
}

function invocation(event: unknown = {}, more: Partial<Invocation> = {}): Invocation {
  count += 1;
  return {
    requestId: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:pay',
    payload: Buffer.from(JSON.stringify(event)),
    wantsLog: false,
    ...more,
  };
}

function json(outcome: InvocationOutcome): unknown {
  return outcome.kind === 'undelivered' ? outcome.kind : JSON.parse(Buffer.from(outcome.payload).toString('utf8'));
}

async function answer(
  files: Readonly<Record<string, string>>,
  event: unknown = {},
  options: Parameters<typeof start>[1] = {},
): Promise<unknown> {
  const { environment } = await start(files, options);
  return json(await environment.invoke(invocation(event)));
}

describe('an execution environment', () => {
  it.each([
    ['a CommonJS handler', { 'index.js': 'exports.handler = async (event) => ({ got: event.a })' }],
    ['an ES module by its extension', { 'index.mjs': 'export const handler = async (event) => ({ got: event.a })' }],
    [
      'an ES module by package.json',
      { 'index.js': 'export const handler = async (event) => ({ got: event.a })', 'package.json': '{"type":"module"}' },
    ],
    ['a .cjs file', { 'index.cjs': 'exports.handler = async (event) => ({ got: event.a })' }],
    [
      'top-level await',
      { 'index.mjs': 'const a = await Promise.resolve(1); export const handler = async (event) => ({ got: a + event.a - 1 })' },
    ],
    [
      'a callback handler',
      { 'index.js': 'exports.handler = (event, context, done) => { setTimeout(() => done(null, { got: event.a }), 5) }' },
    ],
    ['context.succeed', { 'index.js': 'exports.handler = (event, context) => { context.succeed({ got: event.a }) }' }],
  ])('runs %s', async (_what, files) => {
    expect(await answer(files as Record<string, string>, { a: 7 })).toEqual({ got: 7 });
  });

  it.each([
    ['undefined', 'undefined', null],
    ['a Buffer', 'Buffer.from("ab")', { type: 'Buffer', data: [97, 98] }],
    ['a string', '"x"', 'x'],
  ])('answers %s as AWS does', async (_what, expression, expected) => {
    expect(await answer({ 'index.js': `exports.handler = async () => ${expression}` })).toEqual(expected);
  });

  it('stays warm: the second invocation is served by the same process', async () => {
    const { environment, log } = await start({ 'index.js': 'let n = 0; exports.handler = async () => ++n' });
    expect(json(await environment.invoke(invocation()))).toBe(1);
    expect(json(await environment.invoke(invocation()))).toBe(2);
    expect(log.filter((line) => line.includes('Init Duration'))).toHaveLength(1);
  });

  it('gives the handler its context', async () => {
    const code = `exports.handler = async (event, context) => ({ name: context.functionName, arn: context.invokedFunctionArn, id: context.awsRequestId,
      left: context.getRemainingTimeInMillis() > 5000, client: context.clientContext })`;
    const { environment } = await start({ 'index.js': code });
    const wanted = invocation({}, { clientContext: '{"custom":{"a":"b"}}' });
    expect(json(await environment.invoke(wanted))).toEqual({
      name: 'pay',
      arn: 'arn:aws:lambda:eu-west-1:111111111111:function:pay',
      id: wanted.requestId,
      left: true,
      client: { custom: { a: 'b' } },
    });
  });

  it('writes START, the lines of the function, END and REPORT, and gives the log back where it is asked for', async () => {
    const { environment, log } = await start({
      'index.js':
        'exports.handler = async () => { console.log("one\\ntwo"); console.error("bad"); require("fs").writeSync(1, "raw\\n"); return 1 }',
    });
    const wanted = invocation({}, { wantsLog: true });
    const outcome = await environment.invoke(wanted);
    const id = wanted.requestId;
    expect(outcome.kind === 'answered' ? outcome.log : undefined).toBe(log.join(''));
    expect(log[0]).toBe(`START RequestId: ${id} Version: $LATEST\n`);
    expect(log[1]).toMatch(new RegExp(`^\\d{4}-.*Z\\t${id}\\tINFO\\tone\\ntwo\\n$`));
    expect(log[2]).toMatch(new RegExp(`\\t${id}\\tERROR\\tbad\\n$`));
    expect(log[3]).toBe('raw\n');
    expect(log[4]).toBe(`END RequestId: ${id}\n`);
    expect(log[5]).toMatch(
      new RegExp(
        `^REPORT RequestId: ${id}\\tDuration: [\\d.]+ ms\\tBilled Duration: \\d+ ms\\tMemory Size: 128 MB\\tMax Memory Used: \\d+ MB\\tInit Duration: [\\d.]+ ms\\t\\n$`,
      ),
    );
  });
});

describe('a failing function', () => {
  it.each([
    ['throws', 'exports.handler = async () => { throw new TypeError("no") }', { errorType: 'TypeError', errorMessage: 'no' }],
    ['throws at once', 'exports.handler = () => { throw new RangeError("no") }', { errorType: 'RangeError', errorMessage: 'no' }],
    ['throws a string', 'exports.handler = async () => { throw "no" }', { errorType: 'string', errorMessage: 'no', trace: [] }],
    ['calls back with an error', 'exports.handler = (e, c, done) => done(new Error("no"))', { errorType: 'Error', errorMessage: 'no' }],
    [
      'has an uncaught exception',
      'exports.handler = () => new Promise(() => setTimeout(() => { throw new Error("late") }, 1))',
      { errorType: 'Error', errorMessage: 'late' },
    ],
    [
      'has an unhandled rejection',
      'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")) })',
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
    ],
    ['never settles', 'exports.handler = async () => new Promise(() => {})', { errorType: 'Runtime.NodeJsExit' }],
    ['fails while it loads', 'throw new Error("at load")', { errorType: 'Error', errorMessage: 'at load' }],
    [
      'misses a module',
      'require("nowhere"); exports.handler = () => 1',
      { errorType: 'Runtime.ImportModuleError', errorMessage: expect.stringContaining("Error: Cannot find module 'nowhere'") as string },
    ],
    [
      'does not parse',
      'exports.handler = async ( => 1',
      { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: expect.stringContaining('SyntaxError: ') as string },
    ],
    [
      'exports no handler',
      'exports.other = 1',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    [
      'answers more than 6 MB',
      'exports.handler = async () => "x".repeat(7e6)',
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      },
    ],
  ])('that %s answers as AWS', async (_what, code, expected) => {
    expect(await answer({ 'index.js': code })).toMatchObject(expected);
  });

  it('that takes a callback is refused by the nodejs24.x runtime', async () => {
    expect(
      await answer({ 'index.js': 'exports.handler = (event, context, done) => done(null, 1)' }, {}, { runtime: 'nodejs24.x' }),
    ).toMatchObject({
      errorType: 'Runtime.CallbackHandlerDeprecated',
    });
  });

  it('whose ES module is not marked as one does not parse under nodejs22.x, where Lambda detects none', async () => {
    const files = { 'index.js': 'export const handler = async () => 1' };
    expect(await answer(files, {}, { runtime: 'nodejs22.x' })).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' });
    expect(await answer(files, {}, { runtime: 'nodejs24.x' })).toBe(1);
  });

  it.each([
    ['exit status 3', 'process.exit(3)', 'Runtime exited with error: exit status 3'],
    ['exit status 0', 'process.exit(0)', 'Runtime exited without providing a reason'],
    ['a signal', 'process.kill(process.pid, "SIGKILL")', 'Runtime exited with error: signal: killed'],
  ])('that ends with %s answers Runtime.ExitError', async (_what, code, reason) => {
    const { environment } = await start({
      'index.js': `exports.handler = async () => { ${code}; await new Promise(() => setInterval(() => {}, 50)) }`,
    });
    const wanted = invocation();
    expect(json(await environment.invoke(wanted))).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${wanted.requestId} Error: ${reason}`,
    });
    expect(environment.usable).toBe(false);
  });

  it('that takes longer than its timeout is stopped, also in an endless loop', async () => {
    const { environment, log } = await start({ 'index.js': 'exports.handler = async () => { for (;;); }' }, { timeoutMs: 200 });
    const wanted = invocation();
    expect(json(await environment.invoke(wanted))).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${wanted.requestId} Error: Task timed out after 0.20 seconds`,
    });
    await environment.gone;
    expect(log.join('')).toContain('Task timed out after 0.20 seconds');
    expect(log.at(-1)).toContain('Status: timeout');
  });

  it('hands an invocation back undelivered where the process died in between', async () => {
    const { environment } = await start({ 'index.js': 'exports.handler = async () => { setTimeout(() => process.exit(1), 0); return 1 }' });
    expect(json(await environment.invoke(invocation()))).toBe(1);
    await environment.gone;
    expect(json(await environment.invoke(invocation()))).toBe('undelivered');
  });
});
