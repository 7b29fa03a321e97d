import { existsSync } from 'node:fs';
import { rm, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { After, AfterAll, Before, BeforeAll, type ITestCaseHookParameter, setDefaultTimeout } from '@cucumber/cucumber';
import { removeRun } from '../../harness/index.ts';
import { chooseBackend } from './backend.ts';
import { scratch } from './places.ts';
import { environments } from './prepared-release.ts';
import { played, type RehearsalWorld } from './world.ts';

// A step may wait for a whole promotion, on a machine with other work to do.
setDefaultTimeout(300_000);

BeforeAll(function (this: { readonly parameters: { readonly backend?: string } }) {
  chooseBackend(this.parameters);
});

Before(async function (this: RehearsalWorld, { pickle }: ITestCaseHookParameter) {
  this.begin(pickle.tags.map(({ name }) => name));
  await mkdir(this.folder, { recursive: true });
});

After(async function (this: RehearsalWorld) {
  await this.end();
});

AfterAll(async () => {
  await Promise.all(played.map(async ({ out, emptied }) => emptied.then(() => removeRun(out))));
  for (const environment of environments) {
    const out = join(scratch, 'prepared', environment);
    if (existsSync(out)) await removeRun(out);
  }
  await rm(scratch, { recursive: true, force: true });
});
