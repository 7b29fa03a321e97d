import { join } from 'node:path';
import { makePatchedRepository } from '../../harness/index.ts';
import { backend } from './backend.ts';
import { dependencies, sample, scratch } from './places.ts';
import { Project } from './project.ts';

/**
 * The sample, with limits that a busy machine holds to: what a feature says of a gate must not hang on how fast its machine is. Its
 * dependencies are this repository's own.
 */
async function makePayments(): Promise<Project> {
  const project = new Project(join(scratch, 'payments'));
  await makePatchedRepository(sample, project.folder, null);
  await project.replace('rehearsal.yaml', /^topology: .*$/m, `topology: four-environment\ninstall: ln -s '${dependencies}' node_modules`);
  await project.replace('rehearsal.yaml', /rate: \d+\/s, duration: \d+s, warmUp: \d+s/, load[backend()]);
  await project.replace('rehearsal.yaml', /^nfrs:\n(  .*\n)+/m, generous);
  await project.replace('vitest.config.ts', 'testTimeout: 2_000', 'testTimeout: 20_000');
  await project.commit('Expect less of a busy machine');
  // A commit that never reached main.
  const hotfix = await project.git('commit-tree', 'v1.3.0^{tree}', '-p', 'v1.3.0', '-m', 'Fix production in a hurry');
  await project.git('branch', 'hotfix', hotfix.trim());
  return project;
}

/** A hundred requests a route. LocalStack answers at a tenth of the embedded emulator's rate. */
const load = {
  embedded: 'rate: 15/s, duration: 7s, warmUp: 1s',
  containers: 'rate: 6/s, duration: 18s, warmUp: 3s',
};

const generous = `nfrs:
  POST /payments: { p99: 20s, errorRate: 5% }
  GET /payments/{id}: { p99: 20s, errorRate: 5% }
`;

let made: Promise<Project> | undefined;

/** Made once; whoever changes it takes a copy. */
export function payments(): Promise<Project> {
  made ??= makePayments();
  return made;
}
