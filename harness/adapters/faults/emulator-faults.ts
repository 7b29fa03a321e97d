import type { Fault, OperationEffect, VersionEffect } from '../../../src/model/fault.ts';
import type { EmulatorControl } from '../../backends/backend.ts';
import type { StackFunction } from '../deploy/stack-functions.ts';

type EmulatorFault = Parameters<EmulatorControl['plant']>[0];
type FunctionEffect = Extract<EmulatorFault, { readonly kind: 'function' }>['effect'];
type ErrorAnswer = Extract<Extract<EmulatorFault, { readonly kind: 'operation' }>['effect'], { readonly kind: 'error' }>;

export interface FaultPlace {
  readonly account: string;
  readonly region: string;
  readonly functions: readonly Pick<StackFunction, 'logicalId' | 'physicalId' | 'region'>[];
  /** Null where the environment has no database. */
  readonly databasePort: number | null;
}

type AccountFault = Extract<Fault, { readonly kind: 'versions' | 'operation' }>;

/** A fault as the emulator is told it: one for each function. Throws where the environment hasn't got what it is to be planted in. */
export function emulatorFaults(fault: AccountFault, place: FaultPlace): readonly EmulatorFault[] {
  const { account, region } = place;
  const { sharePercent } = fault;
  if (fault.kind === 'operation') {
    const { service, operation } = fault;
    return [{ kind: 'operation', account, service, operation, effect: answerOf(service, fault.effect), sharePercent }];
  }
  return fault.functions.flatMap(({ function: logicalId, version }) => {
    const found = place.functions.filter((each) => each.logicalId === logicalId);
    if (found.length === 0) throw new Error(`${logicalId} is not deployed there, so no fault can be planted in it.`);
    const effect = effectOf(fault.effect, place);
    // In each of the environment's regions.
    return found.map(({ physicalId, region: own }) => ({
      kind: 'function' as const,
      account,
      region: own ?? region,
      function: physicalId,
      version,
      effect,
      sharePercent,
    }));
  });
}

function effectOf(effect: VersionEffect, { databasePort }: FaultPlace): FunctionEffect {
  switch (effect.kind) {
    case 'errors':
      return { kind: 'failure' };
    case 'database-down':
      if (databasePort === null) throw new Error('The environment has no database that could be down.');
      return { kind: 'connection-refused', port: databasePort };
    case 'latency':
      return effect;
    case 'crash-at-init':
    case 'memory':
    case 'killed':
      return { kind: effect.kind };
  }
}

function answerOf(service: string, effect: OperationEffect): { readonly kind: 'latency'; readonly forMs: number } | ErrorAnswer {
  switch (effect.kind) {
    case 'latency':
      return effect;
    case 'throttled':
      return throttling[service] ?? { kind: 'error', code: 'ThrottlingException', httpStatus: 400, message: 'Rate exceeded' };
    case 'unavailable':
      return (
        unavailable[service] ?? {
          kind: 'error',
          code: 'ServiceUnavailable',
          httpStatus: 503,
          message: 'Service is unavailable. Please try again.',
        }
      );
  }
}

/** As the services' own API references name it; https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html for the rest. */
const throttling: Readonly<Record<string, ErrorAnswer>> = {
  lambda: { kind: 'error', code: 'TooManyRequestsException', httpStatus: 429, message: 'Rate exceeded' },
  cloudformation: { kind: 'error', code: 'Throttling', httpStatus: 400, message: 'Rate exceeded' },
  iam: { kind: 'error', code: 'Throttling', httpStatus: 400, message: 'Rate exceeded' },
  sts: { kind: 'error', code: 'Throttling', httpStatus: 400, message: 'Rate exceeded' },
  s3: { kind: 'error', code: 'SlowDown', httpStatus: 503, message: 'Please reduce your request rate.' },
};

const unavailable: Readonly<Record<string, ErrorAnswer>> = {
  lambda: { kind: 'error', code: 'ServiceException', httpStatus: 500, message: 'An error occurred and the request cannot be processed.' },
};
