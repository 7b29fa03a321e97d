import type { ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { DeployRefusal } from '../../../src/ports/deployer.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { AwsClients } from '../aws/accounts.ts';
import type { Sessions } from '../aws/sessions.ts';
import type { CommandEnd } from '../checks/run-command.ts';
import { type DeployPlace, labelOf } from '../deploy/deploy-place.ts';
import { publishVersion } from '../deploy/lambda-versions.ts';
import type { ModuleDeployer, ModuleOf, ModuleOutcome, PlannedChange } from '../deploy/module-deployer.ts';
import { UnfilledParameterError } from '../deploy/parameters.ts';
import { iacInstallLines } from './iac-install-lines.ts';
import { IacWorkplace } from './iac-workplace.ts';
import type { KeptOutputs } from './kept-outputs.ts';
import { plannedChanges } from './planned-changes.ts';
import { readOutputs } from './read-outputs.ts';
import { toolWords } from './tool-words.ts';

type Program = ModuleOf<'program'>;

export interface IacDeployerOptions {
  readonly sessions: Pick<Sessions, 'stage'>;
  readonly outputs: Pick<KeptOutputs, 'keep'>;
  readonly readArtefact: (commit: string, name: string) => Promise<Uint8Array | null>;
  /** Endpoint, credentials, state, and the module's parameters. */
  readonly variablesOf: (place: DeployPlace, release: Release, module: Program) => Promise<Readonly<Record<string, string>>>;
  readonly folderOf: (place: DeployPlace, module: string) => string;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  readonly signal?: AbortSignal;
}

/** What a shell says of a program that it doesn't find. */
const notFound = 127;
/** As `terraform plan -detailed-exitcode` tells changes from a failure. */
const changed = 2;

/** The user's own commands on the stored program, as the stage's role; versions are published beside it and traffic is not touched. */
export class IacDeployer implements ModuleDeployer<'program'> {
  readonly #options: IacDeployerOptions;
  /** By environment, region, module and the program's digest: laid and prepared once by this process. */
  readonly #ready = new Map<string, Promise<IacWorkplace | DeployRefusal>>();

  constructor(options: IacDeployerOptions) {
    this.#options = options;
  }

  async changes(place: DeployPlace, release: Release, module: Program): Promise<readonly PlannedChange[] | DeployRefusal> {
    try {
      const work = await this.#workplace(place, release, module);
      return 'refused' in work ? work : await this.#planned(work, module);
    } catch (error) {
      if (error instanceof UnfilledParameterError) return { refused: error.message };
      throw error;
    }
  }

  async deploy(place: DeployPlace, release: Release, module: Program): Promise<ModuleOutcome> {
    const { infrastructure } = module;
    const work = await this.#workplace(place, release, module);
    if ('refused' in work) return { kind: 'failed', reason: work.refused, events: [], evidence: [] };
    const clients = this.#options.sessions.stage(place.environment, place.region);
    const applied = await work.run(infrastructure.apply);
    const evidence = [await this.#options.evidence.keep(`${labelOf(place)}-${module.id}-apply.log`, applied.output)];
    const failed = (reason: string): ModuleOutcome => ({ kind: 'failed', reason, events: [], evidence });
    if (applied.exitCode !== 0) return failed(failure(module, infrastructure.apply, applied));
    const outputs = readOutputs((await work.run(infrastructure.outputs)).output);
    if (outputs === null) return failed(`${infrastructure.program}: ${infrastructure.outputs} printed no JSON object of outputs.`);
    const absent = module.functions.find(({ logicalId }) => outputs[logicalId] === undefined);
    if (absent !== undefined) return failed(missingOutput(module, absent.name, absent.logicalId));
    await this.#options.outputs.keep(clients, module, outputs);
    const functions = await publishAll(clients, module, outputs);
    const left = await this.#planned(work, module);
    if ('refused' in left) return failed(left.refused);
    return { kind: 'deployed', functions, changesLeft: left.map(({ action, logicalId }) => `${action} ${logicalId}`), evidence };
  }

  async #planned(work: IacWorkplace, module: Program): Promise<readonly PlannedChange[] | DeployRefusal> {
    const { infrastructure } = module;
    const end = await work.run(infrastructure.plan);
    if (end.exitCode === 0) return [];
    return end.exitCode === changed ? plannedChanges(infrastructure, end.output) : refused(module, infrastructure.plan, end);
  }

  #workplace(place: DeployPlace, release: Release, module: Program): Promise<IacWorkplace | DeployRefusal> {
    const artefact = release.artefacts.find((each) => each.kind === 'iac-program' && each.module === module.id);
    if (artefact === undefined) throw new Error(`the release has no program for module ${module.id}`);
    const key = `${labelOf(place)} ${module.id} ${artefact.digest} ${release.id}`;
    const known = this.#ready.get(key) ?? this.#lay(place, release, module, artefact.name);
    this.#ready.set(key, known);
    return known;
  }

  async #lay(place: DeployPlace, release: Release, module: Program, name: string): Promise<IacWorkplace | DeployRefusal> {
    const { readArtefact, variablesOf, folderOf, signal } = this.#options;
    const zip = await readArtefact(release.commit, name);
    if (zip === null) throw new Error(`the registry has no ${name} for commit ${release.commit}`);
    const work = await IacWorkplace.lay({
      folder: folderOf(place, module.id),
      zip,
      variables: () => variablesOf(place, release, module),
      ...(signal === undefined ? {} : { signal }),
    });
    const { prepare } = module.infrastructure;
    const end = prepare === null ? null : await work.run(prepare);
    return end === null || end.exitCode === 0 ? work : refused(module, prepare ?? '', end);
  }
}

function publishAll(
  clients: AwsClients,
  module: ProjectModule,
  outputs: Readonly<Record<string, string>>,
): Promise<Awaited<ReturnType<typeof publishVersion>>[]> {
  return Promise.all(module.functions.map(({ logicalId }) => publishVersion(clients, logicalId, outputs[logicalId] ?? '')));
}

function missingOutput({ id, infrastructure }: Program, fn: string, output: string): string {
  return `rehearsal.yaml: modules.${id}.functions.${fn}.logicalId: ${infrastructure.program} gives out no text named ${output}: name an output that holds the function's name.`;
}

function refused(module: Program, command: string, end: CommandEnd): DeployRefusal {
  const { tool } = module.infrastructure;
  if (end.exitCode !== notFound) return { refused: failure(module, command, end) };
  return { refused: `${tool} is not here (${command}): install it: ${iacInstallLines[tool]}`, missingTool: tool };
}

function failure({ infrastructure }: Program, command: string, { exitCode, timedOut, output }: CommandEnd): string {
  const how = timedOut ? 'did not end in time' : `ended with ${exitCode === null ? 'a signal' : String(exitCode)}`;
  return `${infrastructure.program}: ${command} ${how}: ${toolWords(output)}`;
}
