import type { FlywayPlan } from './flyway-tool.ts';

/** Flyway's verbs as they are run here. `validate` is the gate before `migrate`, so what is pending is no fault. */
export const flywayVerbs = { validate: ['-ignoreMigrationPatterns=*:pending', 'validate'], migrate: ['migrate'] } as const;

/** The command line of any Flyway; the password is in its environment, where no process list shows it. */
export function flywayParameters(
  { connection, placeholders }: FlywayPlan,
  at: { readonly host: string; readonly port: number; readonly location: string },
): readonly string[] {
  return [
    `-url=jdbc:postgresql://${at.host}:${at.port}/${connection.database}`,
    `-user=${connection.user}`,
    `-locations=filesystem:${at.location}`,
    '-skipCheckForUpdate',
    '-outputType=json',
    ...Object.entries(placeholders).map(([name, value]) => `-placeholders.${name}=${value}`),
  ];
}

export function flywayEnvironment({ connection }: FlywayPlan): Readonly<Record<string, string>> {
  return { FLYWAY_PASSWORD: connection.password, REDGATE_DISABLE_TELEMETRY: 'true' };
}
