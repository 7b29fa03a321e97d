import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMServiceException } from '@aws-sdk/client-ssm';
import type { ProjectModule } from '../../../src/model/project.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { stackName } from '../aws/names.ts';
import { readOutputs } from './read-outputs.ts';

/**
 * What a program gave out, as the account holds it: whoever looks later needs neither the tool nor its state. Only the outputs that
 * rehearsal.yaml names are kept.
 */
export class KeptOutputs {
  readonly #project: string;

  constructor(project: string) {
    this.#project = project;
  }

  async keep({ ssm }: AwsClients, module: ProjectModule, outputs: Readonly<Record<string, string>>): Promise<void> {
    const named = module.functions.flatMap(({ logicalId, urlOutput }) => [logicalId, ...(urlOutput === null ? [] : [urlOutput])]);
    const kept = Object.fromEntries(named.flatMap((name) => (outputs[name] === undefined ? [] : [[name, outputs[name]]])));
    await ssm.send(new PutParameterCommand({ Name: this.#name(module), Value: JSON.stringify(kept), Type: 'String', Overwrite: true }));
  }

  /** Null where nothing was deployed yet. */
  async read({ ssm }: AwsClients, module: ProjectModule): Promise<Readonly<Record<string, string>> | null> {
    try {
      const { Parameter: parameter } = await ssm.send(new GetParameterCommand({ Name: this.#name(module) }));
      return readOutputs(parameter?.Value ?? '');
    } catch (error) {
      // LocalStack's own error has the name and not the class.
      if (error instanceof ParameterNotFound || (error instanceof SSMServiceException && error.name === 'ParameterNotFound')) return null;
      throw error;
    }
  }

  #name(module: ProjectModule): string {
    return `/rehearsal/${stackName(this.#project, module)}/outputs`;
  }
}
