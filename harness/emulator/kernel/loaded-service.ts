import type { OperationModel, ServiceModel } from '../schema/service-model.ts';
import type { AnyOperation } from './operation.ts';
import type { ServiceDefinition } from './service.ts';

/** A service in use: what the emulator implements of it beside what AWS has. */
export interface LoadedService {
  readonly definition: ServiceDefinition;
  readonly model: ServiceModel;
  readonly operations: ReadonlyMap<string, BoundOperation>;
  /** What the definition's `start` returned. */
  running: AsyncDisposable | undefined;
}

export interface BoundOperation {
  readonly operation: AnyOperation;
  readonly model: OperationModel;
  readonly accepts: ReadonlySet<string>;
}

export function bindService(definition: ServiceDefinition, model: ServiceModel): LoadedService {
  const operations = new Map(
    definition.operations.map((operation) => {
      const name = operation.schema[2];
      const operationModel = model.operations.get(name);
      if (operationModel === undefined)
        throw new Error(
          `${definition.signingName} has no operation ${name} in the SDK: correct services/${definition.signingName}/service.ts.`,
        );
      const unknown = operation.accepts.find((member) => !operationModel.input.byName.has(member));
      if (unknown !== undefined) throw new Error(`${name} has no input member ${unknown}: correct its \`accepts\`.`);
      return [name, { operation, model: operationModel, accepts: new Set(operation.accepts) }] as const;
    }),
  );
  return { definition, model, operations, running: undefined };
}
