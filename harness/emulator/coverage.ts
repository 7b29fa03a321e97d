import { bindService } from './kernel/loaded-service.ts';
import type { LoadedService } from './kernel/loaded-service.ts';
import { loadServiceModel } from './schema/load-service-model.ts';
import type { ServiceModel } from './schema/service-model.ts';
import type { ServiceTable } from './service-registry.ts';

/** One operation of AWS and what the emulator makes of it. */
export interface OperationCoverage {
  /** Signing name: `s3`. */
  readonly service: string;
  readonly operation: string;
  readonly implemented: boolean;
  /** Input members that are acted on. */
  readonly accepts: readonly string[];
  /** Input members that are refused with AWS's error. */
  readonly refuses: readonly string[];
}

/** Reads every service's definition, without starting any. */
export async function coverageOf(
  table: ServiceTable,
  models: Readonly<Record<string, ServiceModel>> = {},
): Promise<readonly OperationCoverage[]> {
  const services = await Promise.all(
    Object.entries(table).map(async ([signingName, define]) => {
      const model = models[signingName] ?? (await loadServiceModel(signingName));
      return model === undefined ? [] : coverageOfService(bindService(await define(), model));
    }),
  );
  return services.flat();
}

function coverageOfService({ definition, model, operations }: LoadedService): readonly OperationCoverage[] {
  return Array.from(model.operations.values(), ({ name, input }): OperationCoverage => {
    const accepts = operations.get(name)?.accepts;
    const members = input.members.map((member) => member.name);
    return {
      service: definition.signingName,
      operation: name,
      implemented: accepts !== undefined,
      accepts: members.filter((member) => accepts?.has(member) === true),
      refuses: members.filter((member) => accepts?.has(member) !== true),
    };
  });
}
