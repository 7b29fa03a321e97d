import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Project, ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { Stage } from '../../../src/model/topology.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { Backend, World, WorldPlan } from '../../backends/backend.ts';
import type { K6Program } from '../../load/index.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { environmentOf, openSessions, type Sessions } from '../aws/sessions.ts';
import { type BuildManifest, EsbuildBuilder } from '../build/builder-esbuild.ts';
import type { ProbedCapability } from '../capabilities/probe-capabilities.ts';
import { probedWorld } from '../capabilities/probed-world.ts';
import { namingDenials } from '../checks/naming-denials.ts';
import { ProcessCheckRunner } from '../checks/check-runner-process.ts';
import { CopiedCompatibility } from '../compatibility/copied-compatibility.ts';
import { PactVerifier } from '../contracts/pact-verifier.ts';
import { providerUrl } from '../contracts/provider-url.ts';
import { DatabaseSurvey } from '../data/database-survey.ts';
import { bringingReleases } from '../deploy/bringing-releases.ts';
import { type DeployPlace, labelOf } from '../deploy/deploy-place.ts';
import { ByModuleDeployer } from '../deploy/deployer-by-module.ts';
import { CloudFormationDeployer } from '../deploy/deployer-cloudformation.ts';
import type { ParameterSources } from '../deploy/parameters.ts';
import { StackFunctions } from '../deploy/stack-functions.ts';
import { openEdges, type OpenedEdges } from '../edge/open-edges.ts';
import { routingOf } from '../edge/routing-of.ts';
import { WorldFaults } from '../faults/world-faults.ts';
import { keepingCalls } from '../externals/keeping-calls.ts';
import { openExternals, type OpenedExternals } from '../externals/open-externals.ts';
import { FlagParameters } from '../flags/flag-parameters.ts';
import { CodeDeployHooks } from '../hooks/code-deploy-hooks.ts';
import { findHook } from '../hooks/find-hook.ts';
import { IacDeployer } from '../iac/deployer-iac.ts';
import { KeptOutputs } from '../iac/kept-outputs.ts';
import { programVariables } from '../iac/program-variables.ts';
import { StsIdentity } from '../identity/identity-sts.ts';
import { reportPrivileges } from '../identity/report-privileges.ts';
import { startWebIdentity } from '../identity/web-identity.ts';
import { containerK6 } from '../load/container-k6.ts';
import { K6LoadRunner } from '../load/load-runner-k6.ts';
import { flywayOf } from '../migrations/flyway-of.ts';
import { FlywayMigrator } from '../migrations/migrator-flyway.ts';
import { S3ArtefactStore } from '../registry/artefact-store-s3.ts';
import { codeBucket } from '../registry/code-bucket.ts';
import { copyArtefacts } from '../registry/copy-artefacts.ts';
import { artefactKey, manifestName } from '../registry/keys.ts';
import { OrderFiles } from '../rollout/order-file.ts';
import { commitFiles } from '../policy/commit-files.ts';
import { CommitProjectReader } from '../policy/commit-project-reader.ts';
import { CommitSecurityScanner } from '../security/security-scanner.ts';
import { WorldSecretsScanner } from '../security/world-secrets-scanner.ts';
import { MirroredShadow } from '../shadow/mirrored-shadow.ts';
import type { GitSource } from '../source/source-git.ts';
import { applicationLogin, checkVariables, urlVariables, type VariableSources } from '../world/check-variables.ts';
import { moduleSources } from '../world/module-sources.ts';
import { copiesOf, prepareEnvironment, prepareWorld } from '../world/prepare-world.ts';
import { type Guards, openGuards } from './open-guards.ts';
import { type Mirror, openMirror } from './open-mirror.ts';
import type { WorkTrees } from './work-tree.ts';

export interface OpenWorldOptions {
  readonly backend: Backend;
  readonly plan: WorldPlan;
  /** Who splits an environment's traffic, and for which strategy. */
  readonly stages: readonly Pick<Stage, 'environment' | 'router' | 'strategy'>[];
  readonly project: Project;
  readonly commit: string;
  readonly source: GitSource;
  readonly workTrees: WorkTrees;
  /** Of a backend whose tools run as processes; where they run as containers, k6's own image is used. */
  readonly k6: () => Promise<K6Program>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  /** The run's own id: what it holds, it takes back when it is resumed. */
  readonly run: string;
  readonly note: (text: string) => void;
  readonly stateDir: string;
  readonly outDir: string;
  /** rehearsal.yaml as another commit has it. */
  readonly projectOf: (commit: string) => Promise<Project>;
  /** Where what a commit built lies. */
  readonly artefactsOf: (commit: string) => string;
  /** Whose credentials promote; the pipeline's unless somebody else tries. */
  readonly promoter?: (sessions: Sessions) => AwsClients;
  readonly signal?: AbortSignal;
  /** The project's commands give way to everything else on this machine. */
  readonly checksInBackground?: boolean;
}

export type WorldPorts = Pick<
  Ports,
  | 'projectReader'
  | 'contracts'
  | 'checks'
  | 'builder'
  | 'artefacts'
  | 'deployer'
  | 'router'
  | 'hooks'
  | 'migrator'
  | 'compatibility'
  | 'shadow'
  | 'load'
  | 'measurements'
  | 'orders'
  | 'security'
  | 'identity'
  | 'secrets'
  | 'faults'
  | 'isolation'
  | 'data'
  | 'drift'
  | 'lock'
>;

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

function makePorts(
  options: OpenWorldOptions,
  world: World,
  sessions: Sessions,
  guards: Guards,
  externals: OpenedExternals,
  edges: OpenedEdges | null,
): WorldPorts {
  const { project, commit, plan, evidence, stateDir, outDir, signal } = options;
  const regionsOf = (environment: string): readonly string[] => environmentOf(plan, environment).regions;
  const functions = new StackFunctions(project, sessions, regionsOf);
  const accountOf = (environment: string): string => environmentOf(plan, environment).account;
  const routing = routingOf(edges, functions, world, accountOf);
  const sources: VariableSources = { world, plan, sessions, functions, project, externals, entrance: routing.entrance };
  const flags = new FlagParameters(project, (environment) => regionsOf(environment).map((region) => sessions.stage(environment, region)));
  const root = (): Promise<string> => options.workTrees.of(commit);
  const artefacts = new S3ArtefactStore({
    tooling: plan.tooling,
    copies: copiesOf(plan),
    repository: project.repository,
    folderOf: options.artefactsOf,
    pipeline: (region) => sessions.pipeline(region),
  });
  const readArtefact = (of: string, name: string): Promise<Uint8Array | null> => artefacts.read(of, name);
  const readManifest = async (of: string): Promise<BuildManifest> =>
    JSON.parse(Buffer.from((await artefacts.read(of, manifestName)) ?? []).toString('utf8')) as BuildManifest;
  const sourcesOf = (place: DeployPlace, module: ProjectModule): Promise<ParameterSources> =>
    moduleSources({ accountOf, sessions, externals, commit }, place, module);
  const migratorOf = (mirror?: Mirror): FlywayMigrator =>
    new FlywayMigrator({
      project,
      sessions: mirror?.sessions ?? sessions,
      tool: flywayOf({ choice: project.flyway, world, plan, platform: process.platform }),
      // A mirror's copy of the server is a process of this machine, whatever it was copied from.
      serverOf: (environment) => (mirror === undefined ? world.postgresOf(environment) : { container: null }),
      readArtefact,
      scratch: join(stateDir, mirror === undefined ? 'migrations' : 'mirrored-migrations'),
      evidence,
    });
  const migrator = migratorOf();
  const deployer = new ByModuleDeployer({
    project,
    functions,
    regionsOf,
    flags,
    missing: world.missing,
    templates: new CloudFormationDeployer({
      project,
      sessions,
      bucketOf: (place) => codeBucket(world, plan, place),
      endpoint: world.endpointInside(plan.tooling.account),
      evidence,
      readArtefact,
      sourcesOf,
    }),
    programs: new IacDeployer({
      sessions,
      outputs: new KeptOutputs(project.name),
      readArtefact,
      variablesOf: (place, release, module) => programVariables({ project, world, plan, sessions, sourcesOf }, place, release, module),
      folderOf: (place, module) => join(stateDir, 'iac', labelOf(place), module),
      evidence,
      ...(signal === undefined ? {} : { signal }),
    }),
  });
  const bringRelease = async (environment: string, release: Release): Promise<void> => {
    const { account } = environmentOf(plan, environment);
    const keyOf = (of: string, name: string): string => artefactKey(project.repository, of, name);
    for (const region of regionsOf(environment))
      await copyArtefacts(release, { account, region, keyOf, read: readArtefact, as: sessions.root(account, region) });
  };
  const openDouble = (environment: string): Promise<Mirror | null> =>
    openMirror({ world, plan, sessions, identity: sessions.identity, project, stateDir }, environment);
  const portsIn = (mirror: Mirror, of: Project, at: string, label: string): WorldPorts => {
    const inside = { ...options, plan: mirror.plan, project: of, commit: at, evidence: labelled(evidence, label) };
    return makePorts(inside, mirror.world, mirror.sessions, guards, externals, null);
  };
  const users = {
    performance: project.performance,
    root,
    program: world.engine === null ? options.k6 : () => containerK6().ready,
    evidence,
    labels: world.engine?.labels ?? { 'dress-rehearsal': outDir },
    cores: availableParallelism(),
    ...(signal === undefined ? {} : { signal }),
  };
  return {
    artefacts,
    compatibility: new CopiedCompatibility({
      commit,
      project,
      openMirror: openDouble,
      portsIn,
      plansIn: (mirror, release) => migratorOf(mirror).plans(mirror.plan.environments[0]?.name ?? '', release),
      pending: (environment, release) => migrator.pending(environment, release),
      projectOf: options.projectOf,
      readArtefact,
      evidence,
    }),
    shadow: new MirroredShadow({
      project,
      openMirror: openDouble,
      portsIn: (mirror) => portsIn(mirror, project, commit, 'shadow-'),
      urlsOf: (environment) => urlVariables(sources, environment),
      urlsIn: (mirror, environment) => urlsIn(mirror, project, externals, environment),
      usersAt: (urls) =>
        new K6LoadRunner({
          ...users,
          evidence: labelled(evidence, 'shadow-'),
          folder: join(outDir, 'k6', 'shadow'),
          variablesOf: () => Promise.resolve(urls),
        }),
      read: (path) => options.source.show(commit, path),
      evidence,
    }),
    projectReader: new CommitProjectReader({ project, commit, source: options.source }),
    contracts: new PactVerifier({
      folder: project.pacts,
      files: commitFiles(options.source, commit),
      urlOf: async (environment, provider) => providerUrl(await urlVariables(sources, environment), project.name, provider),
    }),
    builder: new EsbuildBuilder({ project, commit, root, folder: options.artefactsOf(commit), evidence }),
    checks: namingDenials(
      keepingCalls(
        new ProcessCheckRunner({
          checks: project.checks,
          root,
          evidence,
          variablesOf: (environment, region, green) =>
            environment === null ? Promise.resolve({}) : checkVariables(sources, environment, region, green),
          inBackground: options.checksInBackground ?? false,
          ...(signal === undefined ? {} : { signal }),
        }),
        externals.standIns,
        evidence,
      ),
      { trace: world.trace, accountOf, evidence },
    ),
    deployer: world.registry === 'copied' ? bringingReleases(deployer, bringRelease) : deployer,
    router: routing.router,
    hooks: new CodeDeployHooks({
      control: world.control,
      find: (environment, hook) => findHook(project, sessions, environment, hook),
      placeOf: (environment) => environmentOf(plan, environment),
      evidence,
    }),
    measurements: routing.measurements,
    orders: new OrderFiles(stateDir),
    migrator,
    load: new K6LoadRunner({ ...users, folder: join(outDir, 'k6'), variablesOf: (environment) => urlVariables(sources, environment) }),
    secrets: new WorldSecretsScanner({ world, plan, sessions, inputs: project.security, root, readArtefact, outDir, evidence }),
    security: new CommitSecurityScanner({ inputs: project.security, root, readArtefact, readManifest, evidence }),
    identity: new StsIdentity(plan, sessions, options.promoter?.(sessions) ?? null),
    faults: new WorldFaults({
      world,
      plan,
      functions,
      applicationLogin: (environment) => applicationLogin(sources, environment),
      now: () => new Date(),
    }),
    isolation: guards.isolation,
    data: new DatabaseSurvey({ project, sessions, evidence }),
    drift: guards.drift,
    lock: guards.lock,
  };
}

/** Where a double's functions are reached. */
function urlsIn(mirror: Mirror, project: Project, externals: OpenedExternals, environment: string): ReturnType<typeof urlVariables> {
  const { world, plan, sessions } = mirror;
  const functions = new StackFunctions(project, sessions, () => environmentOf(plan, environment).regions);
  // Nobody splits a double's traffic.
  const entrance: VariableSources['entrance'] = (name, _, url) => world.reach(name, url);
  return urlVariables({ world, plan, sessions, functions, project, externals, entrance }, environment);
}

/** What two versions keep under one name is told apart. */
function labelled(evidence: Pick<EvidenceStore, 'keep'>, label: string): Pick<EvidenceStore, 'keep'> {
  return { keep: (name, content) => evidence.keep(`${label}${name}`, content) };
}
