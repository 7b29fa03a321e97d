import { BackendError } from '../../backends/backend.ts';
import { readFlywayJson } from './flyway-json.ts';
import { flywayEnvironment, flywayParameters, flywayVerbs } from './flyway-parameters.ts';
import type { FlywayAnswer, FlywayPlan, FlywayTool } from './flyway-tool.ts';
import { runTool } from './run-tool.ts';

/** The real Flyway as a program of this machine: `FLYWAY_BIN`, or the one on PATH. */
export function cliFlyway(env: Readonly<Record<string, string | undefined>> = process.env): FlywayTool {
  const program = env['FLYWAY_BIN'] === undefined || env['FLYWAY_BIN'] === '' ? 'flyway' : env['FLYWAY_BIN'];
  return {
    validate: (plan) => runFlyway(program, plan, flywayVerbs.validate),
    migrate: (plan) => runFlyway(program, plan, flywayVerbs.migrate),
  };
}

async function runFlyway(program: string, plan: FlywayPlan, verb: readonly string[]): Promise<FlywayAnswer> {
  const { host, port } = plan.connection;
  const parameters = flywayParameters(plan, { host, port, location: plan.location });
  const end = await runTool(program, [...parameters, ...verb], flywayEnvironment(plan));
  if (end === null) {
    throw new BackendError(
      `rehearsal.yaml asks for flyway: cli, and ${program} is not here.`,
      'Install Flyway 10 (https://documentation.red-gate.com/flyway), name it with FLYWAY_BIN, or set flyway: builtin.',
    );
  }
  const answer = readFlywayJson(end.stdout, program);
  if (answer !== null) return answer;
  throw new BackendError(
    `${program} ended with ${end.exitCode} and no answer: ${end.stderr.trim().split('\n').at(-1) ?? ''}`,
    `Does it run? ${program} --version`,
  );
}
