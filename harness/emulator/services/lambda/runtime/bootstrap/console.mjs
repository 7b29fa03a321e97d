/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return, no-console --
   plain JavaScript without types: it runs in every function's process, where reading TypeScript would cost each cold start 25 ms */
import { format } from 'node:util';

const levels = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };

/** Bytes written to stdout and stderr so far: sent with each answer, so that the emulator knows when it has read all of an invocation's lines. */
export const written = { stdout: 0, stderr: 0 };

let requestId;

export function logUnder(id) {
  requestId = id;
}

/** Makes `console` write what AWS's Node.js runtime writes: `time TAB request id TAB level TAB message`, or a JSON object a line. */
export function patchConsole() {
  count('stdout');
  count('stderr');
  const lowest = levels[process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()] ?? levels.TRACE;
  const write = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON' ? writeJson : writeText;
  const at = (level) => (levels[level] >= lowest ? (...parameters) => write(level, parameters) : () => undefined);
  console.trace = at('TRACE');
  console.debug = at('DEBUG');
  console.info = at('INFO');
  console.log = console.info;
  console.warn = at('WARN');
  console.error = at('ERROR');
  console.fatal = at('FATAL');
}

function writeText(level, parameters) {
  writeLine(`${new Date().toISOString()}\t${requestId}\t${level}\t${format(...parameters)}`);
}

function writeJson(level, parameters) {
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  const [only] = parameters;
  try {
    writeLine(
      JSON.stringify({ ...entry, message: parameters.length === 1 ? only : format(...parameters), ...errorIn(parameters) }, plainErrors),
    );
  } catch {
    writeLine(JSON.stringify({ ...entry, message: format(...parameters) }));
  }
}

function errorIn(parameters) {
  const error = parameters.length > 1 ? parameters.find((parameter) => parameter instanceof Error) : undefined;
  return error === undefined ? {} : plainErrors('', error);
}

function plainErrors(_key, value) {
  if (!(value instanceof Error)) return value;
  const { name } = value.constructor;
  return Object.assign({ errorType: name, errorMessage: value.message, stackTrace: value.stack?.split('\n') }, value);
}

/** A message of several lines is one event of the log: as in AWS's runtime, its line feeds travel as carriage returns. */
function writeLine(line) {
  process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
}

/** Counts on first use: opening the stream costs a cold start a millisecond or two that most invocations don't need. */
function count(name) {
  const original = Object.getOwnPropertyDescriptor(process, name);
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (stream === undefined) {
        stream = original.get.call(process);
        const write = stream.write;
        stream.write = function counted(chunk, ...rest) {
          written[name] +=
            typeof chunk === 'string' ? Buffer.byteLength(chunk, typeof rest[0] === 'string' ? rest[0] : 'utf8') : chunk.length;
          return write.call(this, chunk, ...rest);
        };
      }
      return stream;
    },
  });
}
