import type { LazyServices } from './service-registry.ts';

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

export async function coverageOf(services: LazyServices): Promise<readonly OperationCoverage[]> {
  const loaded = await Promise.all(services.names.map(async (name) => services.find(name)));
  return loaded.flatMap((service) => {
    if (service === undefined) return [];
    return Array.from(service.model.operations.values(), ({ name, input }): OperationCoverage => {
      const accepts = service.operations.get(name)?.accepts;
      const members = input.members.map((member) => member.name);
      return {
        service: service.definition.signingName,
        operation: name,
        implemented: accepts !== undefined,
        accepts: members.filter((member) => accepts?.has(member) === true),
        refuses: members.filter((member) => accepts?.has(member) !== true),
      };
    });
  });
}
