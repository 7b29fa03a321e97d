import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Project, ProjectModule } from '../../../src/model/project.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { World } from '../../backends/backend.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';
import { type BuildManifest, EsbuildBuilder } from '../build/builder-esbuild.ts';
import { namingDenials } from '../checks/naming-denials.ts';
import { ProcessCheckRunner } from '../checks/check-runner-process.ts';
import { CopiedCompatibility } from '../compatibility/copied-compatibility.ts';
import { PactVerifier } from '../contracts/pact-verifier.ts';
import { providerUrl } from '../contracts/provider-url.ts';
import { DatabaseSurvey } from '../data/database-survey.ts';
import { bringingReleases } from '../deploy/bringing-releases.ts';
import type { DeployPlace } from '../deploy/deploy-place.ts';
import type { ParameterSources } from '../deploy/parameters.ts';
import { StackFunctions } from '../deploy/stack-functions.ts';
import type { OpenedEdges } from '../edge/open-edges.ts';
import { routingOf } from '../edge/routing-of.ts';
import { WorldFaults } from '../faults/world-faults.ts';
import { keepingCalls } from '../externals/keeping-calls.ts';
import type { OpenedExternals } from '../externals/open-externals.ts';
import { FlagParameters } from '../flags/flag-parameters.ts';
import { CodeDeployHooks } from '../hooks/code-deploy-hooks.ts';
import { findHook } from '../hooks/find-hook.ts';
import { StsIdentity } from '../identity/identity-sts.ts';
import { containerK6 } from '../load/container-k6.ts';
import { K6LoadRunner } from '../load/load-runner-k6.ts';
import { flywayOf } from '../migrations/flyway-of.ts';
import { FlywayMigrator } from '../migrations/migrator-flyway.ts';
import { S3ArtefactStore } from '../registry/artefact-store-s3.ts';
import { manifestName } from '../registry/keys.ts';
import { OrderFiles } from '../rollout/order-file.ts';
import { commitFiles } from '../policy/commit-files.ts';
import { CommitProjectReader } from '../policy/commit-project-reader.ts';
import { CommitSecurityScanner } from '../security/security-scanner.ts';
import { WorldSecretsScanner } from '../security/world-secrets-scanner.ts';
import { MirroredShadow } from '../shadow/mirrored-shadow.ts';
import { applicationLogin, checkVariables, urlVariables, type VariableSources } from '../world/check-variables.ts';
import { moduleSources } from '../world/module-sources.ts';
import { copiesOf } from '../world/prepare-world.ts';
import type { Guards } from './open-guards.ts';
import { type Mirror, openMirror } from './open-mirror.ts';
import { deployerOf } from './make-deployer.ts';
import type { OpenWorldOptions, WorldPorts } from './world-options.ts';

/** The ports of one commit's project on a world that is up. */
export function makePorts(
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
  const { deployer, bringRelease } = deployerOf({ ...options, world, sessions, functions, flags, sourcesOf, readArtefact });
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
