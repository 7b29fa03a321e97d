import { join } from 'node:path';
import type { External, Project } from '../../../src/model/project.ts';
import { BackendError, type World, type WorldPlan } from '../../backends/backend.ts';
import {
  type Answer,
  ExternalsStartError,
  recordedAnswers,
  RecordingError,
  type RunningExternals,
  type StandIn,
  startExternals,
} from '../../externals/index.ts';

/** Beside the world's own files: a world that is left up has its stand-ins there too. */
export function externalsFile(dataDir: string): string {
  return join(dataDir, 'externals.json');
}

/** The project's stand-ins for other systems, one of each an environment, up until disposed of or with the world. */
export interface OpenedExternals extends AsyncDisposable {
  readonly standIns: readonly StandIn[];
  /** `external.ledger.url`, as a parameter in rehearsal.yaml names it. */
  sources(environment: string): Readonly<Record<string, string>>;
  /** `EXTERNAL_URL_LEDGER`, as checks get it. */
  variables(environment: string): Readonly<Record<string, string>>;
}

export interface ExternalsOptions {
  readonly project: Pick<Project, 'externals'>;
  readonly plan: WorldPlan;
  readonly world: Pick<World, 'engine' | 'letReach'>;
  /** A file of the commit that is rehearsed; null where it isn't there. */
  readonly read: (path: string) => Promise<string | null>;
}

/** Throws BackendError where they can't be served. */
export async function openExternals({ project, plan, world, read }: ExternalsOptions): Promise<OpenedExternals> {
  const { externals } = project;
  if (externals.length > 0 && world.engine !== null) {
    throw new BackendError(
      'Functions in containers can not reach the stand-ins of externals, which answer on 127.0.0.1.',
      'Rehearse this project with --backend embedded.',
    );
  }
  const scripts = await Promise.all(externals.map(async (external) => ({ name: external.name, answers: await answersOf(external, read) })));
  const wanted = plan.environments.flatMap(({ name: environment }) =>
    scripts.map((script) => ({ environment, ...script, log: join(plan.logsDir, environment, `external-${script.name}.jsonl`) })),
  );
  const running: RunningExternals | null = wanted.length === 0 ? null : await started(wanted, plan);
  const standIns = running?.standIns ?? [];
  await world.letReach('externals', standIns);
  const urls = (environment: string, nameOf: (name: string) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      standIns
        .filter((each) => each.environment === environment)
        .map(({ name, port }) => [nameOf(name), `http://127.0.0.1:${String(port)}`]),
    );
  return {
    standIns,
    sources: (environment) => urls(environment, (name) => `external.${name}.url`),
    variables: (environment) => urls(environment, (name) => `EXTERNAL_URL_${name.toUpperCase().replaceAll('-', '_')}`),
    [Symbol.asyncDispose]: async () => {
      await running?.[Symbol.asyncDispose]();
    },
  };
}

async function started(standIns: readonly Omit<StandIn, 'port'>[], plan: WorldPlan): Promise<RunningExternals> {
  try {
    return await startExternals(externalsFile(plan.dataDir), standIns, plan.lifetime);
  } catch (error) {
    if (!(error instanceof ExternalsStartError)) throw error;
    throw new BackendError(error.message, 'End what uses its port, or start the run anew without --resume.', error);
  }
}

/** Scripted answers first: they are meant where a recording has the same call. */
async function answersOf({ name, answers, recording }: External, read: ExternalsOptions['read']): Promise<readonly Answer[]> {
  if (recording === null) return answers;
  const text = await read(recording);
  const place = `rehearsal.yaml: externals.${name}.recording: ${recording}`;
  if (text === null) throw new BackendError(`${place} is not in the commit.`, 'Commit it.');
  try {
    const scripted = new Set(answers.map(({ method, path }) => `${method} ${path}`));
    return [...answers, ...recordedAnswers(text).filter(({ method, path }) => !scripted.has(`${method} ${path}`))];
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    throw new BackendError(`${place}: ${error.message}.`, 'Save it as HAR (HTTP Archive 1.2).', error);
  }
}
