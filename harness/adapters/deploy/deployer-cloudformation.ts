import type { DeployedFunction } from '../../../src/model/deployment.ts';
import type { Project, ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { DeployRefusal } from '../../../src/ports/deployer.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { stackName } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { artefactKey } from '../registry/keys.ts';
import { type ChangeSet, createChangeSet, dropChangeSet, executeChangeSet, type StackTarget, TemplateRefused } from './change-set.ts';
import { type DeployPlace, labelOf } from './deploy-place.ts';
import { publishVersion } from './lambda-versions.ts';
import type { ModuleDeployer, ModuleOf, ModuleOutcome, PlannedChange } from './module-deployer.ts';
import { packageTemplate } from './package-template.ts';
import { type ParameterSources, resolveParameters, UnfilledParameterError } from './parameters.ts';
import { readFailures, readPhysicalIds } from './read-stack.ts';

/** What CloudFormation takes in a request; a longer template is handed over by its address in the registry. */
const templateBodyLimit = 51_200;

export interface DeployerOptions {
  readonly project: Project;
  readonly sessions: Sessions;
  /** The registry, or its copy, in a place: Lambda takes code from no bucket of another region. */
  readonly bucketOf: (place: DeployPlace) => string;
  readonly endpoint: string;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  readonly readArtefact: (commit: string, name: string) => Promise<Uint8Array | null>;
  readonly sourcesOf: (place: DeployPlace, module: ProjectModule) => Promise<ParameterSources>;
}

/** CloudFormation with the release's stored template and zips; versions are published beside it and traffic is not touched. */
export class CloudFormationDeployer implements ModuleDeployer<'template'> {
  readonly #options: DeployerOptions;

  constructor(options: DeployerOptions) {
    this.#options = options;
  }

  async changes(place: DeployPlace, release: Release, module: ModuleOf<'template'>): Promise<readonly PlannedChange[] | DeployRefusal> {
    try {
      return await this.#changesOf(place, release, module);
    } catch (error) {
      if (error instanceof TemplateRefused)
        return { refused: `${module.infrastructure.template}: the account refuses it: ${error.message}` };
      if (error instanceof UnfilledParameterError) return { refused: error.message };
      throw error;
    }
  }

  async deploy(place: DeployPlace, release: Release, module: ModuleOf<'template'>): Promise<ModuleOutcome> {
    const clients = this.#options.sessions.stage(place.environment, place.region);
    const evidence: Awaited<ReturnType<EvidenceStore['keep']>>[] = [];
    const target = await this.#target(place, release, module);
    const startedAt = new Date();
    const set = await createChangeSet(clients, target, `rehearsal-${release.commit.slice(0, 12)}`);
    if (set !== null) {
      evidence.push(
        await this.#options.evidence.keep(
          `${labelOf(place)}-${target.stack}-changes.json`,
          JSON.stringify({ ...place.at, ...set }, null, 2),
        ),
      );
      const status = await executeChangeSet(clients, set);
      if (status !== 'CREATE_COMPLETE' && status !== 'UPDATE_COMPLETE')
        return await this.#failure(clients, place, target.stack, status, startedAt, evidence);
    }
    const published = await this.#publish(clients, target.stack, module);
    if ('missing' in published) return { kind: 'failed', reason: published.missing, events: [], evidence };
    const again = await createChangeSet(clients, target, `rehearsal-again-${release.commit.slice(0, 12)}`);
    if (again !== null) await dropChangeSet(clients, again);
    const changesLeft = (again?.changes ?? []).map((change) => `${change.action} ${change.logicalId}`);
    return { kind: 'deployed', functions: published.versions, changesLeft, evidence };
  }

  async #changesOf(place: DeployPlace, release: Release, module: ModuleOf<'template'>): Promise<ChangeSet['changes']> {
    const clients = this.#options.sessions.stage(place.environment, place.region);
    const target = await this.#target(place, release, module);
    const set = await createChangeSet(clients, target, `rehearsal-plan-${release.commit.slice(0, 12)}`);
    if (set === null) return [];
    await dropChangeSet(clients, set);
    return set.changes;
  }

  async #publish(
    clients: AwsClients,
    stack: string,
    module: ModuleOf<'template'>,
  ): Promise<{ readonly versions: readonly DeployedFunction[] } | { readonly missing: string }> {
    const ids = await readPhysicalIds(clients, stack);
    const absent = module.functions.find((fn) => ids[fn.logicalId] === undefined);
    if (absent !== undefined) {
      const place = `modules.${module.id}.functions.${absent.name}.logicalId`;
      return {
        missing: `rehearsal.yaml: ${place}: ${module.infrastructure.template} has no resource ${absent.logicalId}: name one that it has.`,
      };
    }
    const versions = module.functions.flatMap((fn) => {
      const physicalId = ids[fn.logicalId];
      return physicalId === undefined ? [] : [publishVersion(clients, fn.logicalId, physicalId)];
    });
    return { versions: await Promise.all(versions) };
  }

  async #failure(
    clients: AwsClients,
    place: DeployPlace,
    stack: string,
    status: string,
    since: Date,
    evidence: Awaited<ReturnType<EvidenceStore['keep']>>[],
  ): Promise<ModuleOutcome> {
    const failures = await readFailures(clients, stack, since);
    const events = failures.map(
      ({ LogicalResourceId: logicalId = '?', ResourceStatus: state = '?', ResourceStatusReason: reason = '' }) => ({
        logicalId,
        status: state,
        reason,
      }),
    );
    const first = events.find((event) => !/cancelled/i.test(event.reason)) ?? events[0];
    const digest = await this.#options.evidence.keep(`${labelOf(place)}-${stack}-failures.json`, JSON.stringify(events, null, 2));
    const reason = `stack ${stack} ended ${status}${first === undefined ? '' : `: ${first.logicalId}: ${first.reason}`}`;
    return { kind: 'failed', reason, events, evidence: [...evidence, digest] };
  }

  async #target(place: DeployPlace, release: Release, module: ProjectModule): Promise<StackTarget> {
    const { environment } = place;
    const { project, bucketOf, endpoint, readArtefact, sourcesOf } = this.#options;
    const bucket = bucketOf(place);
    const template = release.artefacts.find((artefact) => artefact.kind === 'cloudformation' && artefact.module === module.id);
    if (template === undefined) throw new Error(`the release has no template for module ${module.id}`);
    const bytes = await readArtefact(release.commit, template.name);
    if (bytes === null) throw new Error(`the registry has no ${template.name} for commit ${release.commit}`);
    const key = (name: string): string => artefactKey(project.repository, release.commit, name);
    const keys = Object.fromEntries(module.functions.map((fn) => [`artefact.${fn.name}.key`, key(`${fn.name}.zip`)]));
    const sources = { ...(await sourcesOf(place, module)), ...keys, 'artefact.bucket': bucket, environment };
    const stored = Buffer.from(bytes).toString('utf8');
    const zips = module.functions.map(({ name, logicalId, source }) => ({
      logicalId,
      key: key(`${name}.zip`),
      bundled: source.kind === 'esbuild',
    }));
    const body = packageTemplate(stored, bucket, zips);
    return {
      stack: stackName(project.name, module),
      template:
        body.length <= templateBodyLimit
          ? { body }
          : { url: longTemplateUrl(body === stored, `${endpoint}/${bucket}/${key(template.name)}`) },
      parameters: resolveParameters(module, environment, sources),
      tags: { project: project.name, environment },
    };
  }
}

/** The registry holds the template as the commit has it, and nothing is written there after the build. */
function longTemplateUrl(asStored: boolean, url: string): string {
  if (asStored) return url;
  throw new TemplateRefused(
    `it is longer than ${templateBodyLimit} bytes once its code is named. Name the code by parameters, or split it.`,
  );
}
