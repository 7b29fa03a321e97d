import type { Fault, FunctionFault, OperationFault } from './fault.ts';

/** A fault as somebody wrote it, checked to the last member. Throws an Error with the sentence that says what is wrong. */
export function readFault(value: unknown): Fault {
  const given = fields(value, 'a fault');
  switch (given['kind']) {
    case 'operation':
      return readOperationFault(given);
    case 'function':
      return readFunctionFault(given);
    default:
      throw new Error(`A fault's kind is operation or function, not ${JSON.stringify(given['kind'])}.`);
  }
}

function readOperationFault(given: Fields): OperationFault {
  only(given, ['kind', 'account', 'service', 'operation', 'effect', 'sharePercent']);
  const effect = fields(given['effect'], 'effect');
  return {
    kind: 'operation',
    account: account(given),
    service: text(given, 'service'),
    operation: text(given, 'operation'),
    effect: operationEffect(effect),
    sharePercent: percent(given),
  };
}

function operationEffect(effect: Fields): OperationFault['effect'] {
  switch (effect['kind']) {
    case 'latency':
      return latency(effect);
    case 'error':
      only(effect, ['kind', 'code', 'httpStatus', 'message']);
      return {
        kind: 'error',
        code: text(effect, 'code'),
        httpStatus: between(effect, 'httpStatus', 400, 599),
        message: text(effect, 'message'),
      };
    default:
      throw new Error(`An operation's effect is error or latency, not ${JSON.stringify(effect['kind'])}.`);
  }
}

function readFunctionFault(given: Fields): FunctionFault {
  only(given, ['kind', 'account', 'region', 'function', 'version', 'effect', 'sharePercent']);
  return {
    kind: 'function',
    account: account(given),
    region: text(given, 'region'),
    function: text(given, 'function'),
    version: text(given, 'version'),
    effect: functionEffect(fields(given['effect'], 'effect')),
    sharePercent: percent(given),
  };
}

function functionEffect(effect: Fields): FunctionFault['effect'] {
  const { kind } = effect;
  switch (kind) {
    case 'latency':
      return latency(effect);
    case 'connection-refused':
      only(effect, ['kind', 'port']);
      return { kind, port: between(effect, 'port', 1, 65_535) };
    case 'failure':
    case 'crash-at-init':
    case 'memory':
    case 'killed':
      only(effect, ['kind']);
      return { kind };
    default:
      throw new Error(
        `A function's effect is failure, latency, crash-at-init, memory, connection-refused or killed, not ${JSON.stringify(kind)}.`,
      );
  }
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} must be an object.`);
  return { ...value };
}

function only(given: Fields, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`${JSON.stringify(unknown)} is not known here: there are ${known.join(', ')}.`);
}

function text(given: Fields, key: string): string {
  const value = given[key];
  if (typeof value !== 'string' || value === '') throw new Error(`${key} must be a text.`);
  return value;
}

function account(given: Fields): string {
  const value = text(given, 'account');
  if (!/^\d{12}$/.test(value)) throw new Error('account must be twelve digits.');
  return value;
}

function between(given: Fields, key: string, least: number, most: number): number {
  const value = given[key];
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw new Error(`${key} must be a number from ${least} to ${most}.`);
  return value;
}

function percent(given: Fields): number {
  const share = between(given, 'sharePercent', 0, 100);
  if (share === 0) throw new Error('sharePercent must be more than 0.');
  return share;
}

function latency(effect: Fields): { readonly kind: 'latency'; readonly forMs: number } {
  only(effect, ['kind', 'forMs']);
  return { kind: 'latency', forMs: between(effect, 'forMs', 1, 900_000) };
}
