import { generateKeyPairSync } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Given } from '@cucumber/cucumber';
import { patchOf } from '../support/places.ts';
import type { RehearsalWorld } from '../support/world.ts';

Given('the sample project', async function (this: RehearsalWorld) {
  await this.project();
});

Given('the sample project with the defect {string}', async function (this: RehearsalWorld, scenario: string) {
  const project = await this.project();
  await project.git('apply', patchOf(scenario));
  await project.commit(`Plant ${scenario}`);
});

Given('{string} ends with {string}', async function (this: RehearsalWorld, path: string, line: string) {
  const project = await this.project();
  await appendFile(join(project.folder, path), `${line}\n`);
  await project.commit(`Change ${path}`);
});

Given('{string} has the uncommitted line {string}', async function (this: RehearsalWorld, path: string, line: string) {
  await appendFile(join((await this.project()).folder, path), `${line}\n`);
});

Given('{string} line 1 is {string}', async function (this: RehearsalWorld, path: string, line: string) {
  await this.change(path, /^.*$/m, line);
});

Given('{string} in {string} is replaced by {string}', async function (this: RehearsalWorld, from: string, path: string, to: string) {
  await this.change(path, from, to);
});

Given('its {word} check is the command {string}', async function (this: RehearsalWorld, check: string, command: string) {
  await this.change('rehearsal.yaml', new RegExp(`^  ${check}: \\{ command: [^,]*`, 'm'), `  ${check}: { command: "${command}"`);
});

Given('{string} must answer 99 % of requests within {word}', async function (this: RehearsalWorld, route: string, p99: string) {
  await this.change('rehearsal.yaml', `${route}: { p99: 20s`, `${route}: { p99: ${p99}`);
});

Given('{environment} allows payments up to {int} only', async function (this: RehearsalWorld, environment: string, most: number) {
  await this.change(
    'rehearsal.yaml',
    new RegExp(`( ${environment}: .*MaxAmount: )\\d+`),
    ` ${environment}: { parameters: { MaxAmount: ${most}`,
  );
});

Given('its load is {int} requests a second', async function (this: RehearsalWorld, rate: number) {
  await this.change('rehearsal.yaml', /rate: \d+\/s/, `rate: ${rate}/s`);
});

Given('its template has a resource of the kind {string}', async function (this: RehearsalWorld, kind: string) {
  await this.change('template.yaml', /^Resources:\n/m, `Resources:\n  Odd:\n    Type: ${kind}\n`);
});

Given('a private key lies in {string}', async function (this: RehearsalWorld, path: string) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const project = await this.project();
  await project.write(path, `export const key = \`${privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()}\`;\n`);
  await project.commit('Sign what we send');
});

Given('a migration {string} whose second statement fails', async function (this: RehearsalWorld, name: string) {
  const project = await this.project();
  await project.write(`migrations/${name}`, 'create table refunds (id uuid primary key);\n\ninsert into nowhere values (1);\n');
  await project.commit('Pay back');
});

Given('it has never been released', async function (this: RehearsalWorld) {
  await (await this.project()).git('tag', '--delete', 'v1.3.0');
});

Given('its branch has diverged from main', async function (this: RehearsalWorld) {
  const project = await this.project();
  await project.git('checkout', '--quiet', '-b', 'feature', 'HEAD~1');
  await project.write('NOTES.md', `${await readFile(join(project.folder, 'README.md'), 'utf8')}\nTo do.\n`);
  await project.commit('Write down what is to do');
});
