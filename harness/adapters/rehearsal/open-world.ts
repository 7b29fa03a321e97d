import type { Project } from '../../../src/model/project.ts';
import type { World } from '../../backends/backend.ts';
import { openSessions, type Sessions } from '../aws/sessions.ts';
import type { ProbedCapability } from '../capabilities/probe-capabilities.ts';
import { probedWorld } from '../capabilities/probed-world.ts';
import { openEdges } from '../edge/open-edges.ts';
import { openExternals } from '../externals/open-externals.ts';
import { reportPrivileges } from '../identity/report-privileges.ts';
import { startWebIdentity } from '../identity/web-identity.ts';
import { prepareEnvironment, prepareWorld } from '../world/prepare-world.ts';
import { openGuards } from './open-guards.ts';
import { makePorts } from './make-ports.ts';
import type { OpenWorldOptions, WorldPorts } from './world-options.ts';

export interface OpenedWorld extends AsyncDisposable {
  readonly world: World;
  /** What was tried of the backend at its start. */
  readonly probed: readonly ProbedCapability[];
  readonly sessions: Sessions;
  readonly ports: WorldPorts;
  /** The ports as another commit's project has them: what was live before is deployed by its own description. */
  portsFor(project: Project, commit: string): WorldPorts;
  /** Gives one environment what another commit's project has accounts prepared with. */
  prepareFor(project: Project, environment: string): Promise<void>;
  /** Keeps what each stage's role did beside what it may, and says where it may much more. */
  reportPrivileges(): Promise<void>;
}

/** Brings the world up, prepares its accounts and hands out the ports on it. */
export async function openWorld(options: OpenWorldOptions): Promise<OpenedWorld> {
  await using opened = new AsyncDisposableStack();
  const { project: rehearsed, plan, source, commit: head } = options;
  const started = opened.use(await options.backend.start(plan));
  const { world, probed } = await probedWorld(started, plan, options.note);
  const externals = opened.use(await openExternals({ project: rehearsed, plan, world, read: (path) => source.show(head, path) }));
  const identity = world.missing.includes('web-identity') ? null : opened.use(await startWebIdentity(options.project.repository));
  const sessions = opened.use(openSessions(world, options.plan, identity));
  await Promise.race([prepareWorld(world, options.plan, sessions, options.project), world.broke]);
  const guards = opened.use(openGuards(options, world, sessions, externals));
  const edges = opened.use(openEdges(options, world));
  const portsFor = (project: Project, commit: string): WorldPorts =>
    makePorts({ ...options, project, commit }, world, sessions, guards, externals, edges);
  const everything = opened.move();
  return {
    world,
    probed,
    sessions,
    ports: portsFor(options.project, options.commit),
    portsFor,
    prepareFor: (project, environment) => prepareEnvironment(world, plan, sessions, project, environment),
    reportPrivileges: () => reportPrivileges({ ...options, world, sessions }),
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}
