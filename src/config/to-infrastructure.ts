import type { Infrastructure } from '../model/project.ts';
import type { RehearsalFile } from './rehearsal-file.ts';

/** Terraform's own commands; what other tools run is the project's to say, since their exit codes don't tell a change from a failure. */
const terraform = {
  prepare: 'terraform init',
  plan: 'terraform plan -input=false -no-color -detailed-exitcode -json',
  apply: 'terraform apply -input=false -no-color -auto-approve',
  outputs: 'terraform output -json',
};

/** A module's template, or its program with the commands that it is run by. */
export function toInfrastructure({ template, iac }: Pick<RehearsalFile['modules'][string], 'template' | 'iac'>): Infrastructure {
  if (iac === undefined) return { kind: 'template', template: template ?? '' };
  const given = iac.tool === 'terraform' ? terraform : { prepare: null, plan: '', apply: '', outputs: '' };
  return {
    kind: 'program',
    tool: iac.tool,
    program: iac.program,
    prepare: iac.prepare ?? given.prepare,
    plan: iac.plan ?? given.plan,
    apply: iac.apply ?? given.apply,
    outputs: iac.outputs ?? given.outputs,
  };
}
