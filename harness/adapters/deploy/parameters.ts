import type { ProjectModule } from '../../../src/model/project.ts';

/** What a template parameter's value in rehearsal.yaml may be filled from: `${artefact.create-payment.key}`. */
export type ParameterSources = Readonly<Record<string, string>>;

/** rehearsal.yaml asks for what there isn't. */
export class UnfilledParameterError extends Error {}

/** The template's parameters for one environment, the module's own overlaid by the environment's. Throws for a `${…}` that nothing fills. */
export function resolveParameters(
  module: Pick<ProjectModule, 'id' | 'parameters' | 'environments'>,
  environment: string,
  sources: ParameterSources,
): Readonly<Record<string, string>> {
  const merged = { ...module.parameters, ...module.environments[environment]?.parameters };
  return Object.fromEntries(
    Object.entries(merged).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{([^}]*)\}/g, (_, source: string) => {
        const filled = sources[source];
        if (filled === undefined) {
          throw new UnfilledParameterError(
            `rehearsal.yaml: modules.${module.id}: parameter ${name} wants \${${source}}, which nothing fills; there is: ${Object.keys(sources).sort().join(', ')}`,
          );
        }
        return filled;
      }),
    ]),
  );
}
