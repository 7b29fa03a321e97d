/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return, no-console --
   plain JavaScript without types: it runs in every function's process, where reading TypeScript would cost each cold start 25 ms */
import { RuntimeError, toLogText, toPayload } from './errors.mjs';
import { logUnder, patchConsole, written } from './console.mjs';
import { loadHandler } from './load-handler.mjs';
import { RuntimeApi } from './runtime-api.mjs';

// What runs in a function's process: AWS's Node.js runtime, as its users see it (aws/aws-lambda-nodejs-runtime-interface-client).

const callbacksAllowed = !/nodejs(?:2[4-9]|[3-9]\d)\.x$/.test(process.env.AWS_EXECUTION_ENV ?? '');

patchConsole();
const api = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API);

// The emulator holds the other end: it closes when the emulator dies, by whatever signal.
process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1));
process.stdin.resume();
process.stdin.unref();

let current;
let onEmptyLoop;

process.on('uncaughtException', (error) => {
  console.error('Uncaught Exception', toLogText(error));
  void die(error, 129);
});
process.on('unhandledRejection', (reason, promise) => {
  const error = new RuntimeError('UnhandledPromiseRejection', reason instanceof Error ? String(reason) : reason);
  error.reason = reason;
  error.promise = promise;
  console.error('Unhandled Promise Rejection', toLogText(error));
  void die(error, 128);
});
process.on('beforeExit', () => onEmptyLoop?.());

// Not awaited: Node ends a module whose top-level await can't go on, before beforeExit could tell a callback handler's empty loop.
main().catch((error) => {
  console.error('Uncaught Exception', toLogText(error));
  return die(error, 1);
});

async function main() {
  const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  if (handler.length >= 3 && !callbacksAllowed) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  }
  for (;;) await serve(handler);
}

/** One invocation. Resolves when its answer is posted and, for a callback handler, its event loop is empty. */
async function serve(handler) {
  const { headers, body } = await api.next();
  const requestId = headers['lambda-runtime-aws-request-id'];
  current = requestId;
  logUnder(requestId);
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const outcome = await run(handler, JSON.parse(body.toString('utf8')), contextOf(headers));
  onEmptyLoop = undefined;
  api.hold(true);
  await post(requestId, outcome);
  current = undefined;
}

/** Resolves to `{ result }` or `{ failed, error }`, by whichever of promise, callback, context or an empty event loop comes first. */
function run(handler, event, context) {
  return new Promise((settle) => {
    const fail = (error) => settle({ failed: true, error: error ?? 'handled' });
    let waitsForEmptyLoop = true;
    const done = (error, result) => (error === undefined || error === null ? settle({ result }) : fail(error));
    const callback = (error, result) => {
      if ((error !== undefined && error !== null) || !waitsForEmptyLoop) done(error, result);
      else onEmptyLoop = () => settle({ result });
    };
    if (callbacksAllowed) {
      Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
        get: () => waitsForEmptyLoop,
        set: (wanted) => {
          waitsForEmptyLoop = wanted;
        },
        enumerable: true,
      });
      Object.assign(context, { done, succeed: (result) => done(null, result), fail });
    }
    onEmptyLoop = () =>
      handler.constructor.name === 'AsyncFunction' || !callbacksAllowed ? fail(neverSettled()) : settle({ result: null });
    api.hold(false);
    try {
      const result = callbacksAllowed ? handler(event, context, callback) : handler(event, context);
      if (typeof result?.then === 'function') result.then((value) => settle({ result: value }), fail);
      else if (!callbacksAllowed) settle({ result });
    } catch (error) {
      fail(error);
    }
  });
}

async function post(requestId, { failed, result, error }) {
  if (!failed) {
    let body;
    try {
      body = JSON.stringify(result === undefined ? null : result) ?? 'null';
    } catch {
      return post(requestId, { failed: true, error: new Error('Unable to stringify response body') });
    }
    return api.respond(requestId, body, measures());
  }
  console.error('Invoke Error', toLogText(error));
  const payload = toPayload(error);
  return api.fail(requestId, JSON.stringify(payload), headerSafe(payload.errorType), measures());
}

async function die(error, code) {
  const payload = toPayload(error);
  api.hold(true);
  if (current === undefined) await api.failInit(JSON.stringify(payload), headerSafe(payload.errorType));
  else await api.fail(current, JSON.stringify(payload), headerSafe(payload.errorType), measures());
  process.exit(code);
}

/** For the emulator alone: how much was written, and the peak of resident memory in KiB for the REPORT line. */
function measures() {
  return `x-rehearsal-output: ${written.stdout} ${written.stderr}\r\nx-rehearsal-max-rss: ${process.resourceUsage().maxRSS}\r\n`;
}

function headerSafe(text) {
  return String(text).replaceAll(/[^\x20-\x7e]/g, '?');
}

function neverSettled() {
  return new RuntimeError(
    'NodeJsExit',
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  );
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const parsed = (text) => (text === undefined ? undefined : JSON.parse(text));
  return {
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parsed(headers['lambda-runtime-client-context']),
    identity: parsed(headers['lambda-runtime-cognito-identity']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}
