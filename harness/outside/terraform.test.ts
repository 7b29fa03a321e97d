import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand } from './testing/command-run.ts';

/** What a Terraform project of one function is, with the alias left to the pipeline. */
const program = `
terraform {
  required_providers { aws = { source = "hashicorp/aws", version = "~> 5.100" } }
  backend "s3" {}
}
provider "aws" {}
variable "environment" { type = string }
variable "code_bucket" { type = string }
variable "code_key" { type = string }
resource "aws_iam_role" "hello" {
  name               = "hello"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.hello.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
resource "aws_lambda_function" "hello" {
  function_name = "hello"
  role          = aws_iam_role.hello.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = var.code_bucket
  s3_key        = var.code_key
  publish       = true
  environment { variables = { STAGE = var.environment } }
}
resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.hello.function_name
  function_version = aws_lambda_function.hello.version
  lifecycle { ignore_changes = [function_version, routing_config] }
}
resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.hello.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "NONE"
}
resource "aws_lambda_permission" "public" {
  action        = "lambda:InvokeFunction"
  principal     = "*"
  function_name = aws_lambda_function.hello.function_name
  qualifier     = aws_lambda_alias.live.name
}
output "hello" { value = aws_lambda_function.hello.function_name }
output "hello_url" { value = aws_lambda_function_url.live.function_url }
`;

const smoke = `
import { test } from 'node:test';
import assert from 'node:assert/strict';
test('hello answers', async () => {
  const answer = await fetch(process.env.API_URL_HELLO);
  assert.equal(await answer.text(), \`hello from \${process.env.REHEARSAL_ENVIRONMENT}\`);
});
`;

const rehearsal = `
project: hello
topology: path.yaml
install: 'true'
modules:
  MOD-001:
    functions: { hello: { entry: src/hello.mjs, logicalId: hello, url: hello_url } }
    iac: { tool: terraform, program: infra }
    parameters: { environment: '\${environment}', code_bucket: '\${artefact.bucket}', code_key: '\${artefact.hello.key}' }
checks:
  smoke:
    command: node --test --test-reporter=junit --test-reporter-destination=smoke.xml smoke.test.mjs
    reports: [{ junit: smoke.xml }]
people: [{ name: Ada, email: ada@example.com, roles: [developer] }]
`;

const stage = (environment: string, account: string, trigger: string, gates: string): string =>
  `  - { environment: ${environment}, account: '${account}', regions: [eu-west-1], trigger: ${trigger}, gates: [${gates}] }\n`;
const path = `
name: hello
tooling: { account: '111111111110', region: eu-west-1 }
stages:
${stage('local', '111111111111', '{ kind: manual }', 'build, policy, deploy, smoke')}${stage('dev', '222222222222', '{ kind: merge, branch: main }', 'same-artefact, deploy, isolation, smoke')}`;

const files: Readonly<Record<string, string>> = {
  'infra/main.tf': program,
  'src/hello.mjs': 'export const handler = async () => ({ statusCode: 200, body: `hello from ${process.env.STAGE}` });\n',
  'smoke.test.mjs': smoke,
  'package.json': '{ "name": "hello", "version": "1.0.0", "type": "module" }\n',
  'rehearsal.yaml': rehearsal,
  'path.yaml': path,
};

let scratch: string;
let folder: string;

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'terraform-')));
  chmodSync(scratch, 0o755);
  folder = join(scratch, 'hello');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const git = (...args: readonly string[]): unknown => execFileSync('git', ['-C', folder, ...args]);
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '--message', 'A function');
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Where the provider comes from: the folder that TERRAFORM_MIRROR names, else wherever Terraform itself looks. */
function environment(): NodeJS.ProcessEnv {
  const mirror = process.env['TERRAFORM_MIRROR'];
  if (mirror === undefined) return process.env;
  const config = join(scratch, 'terraformrc');
  writeFileSync(config, `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`);
  return { ...process.env, TF_CLI_CONFIG_FILE: config };
}

describe('Terraform, unmodified', { timeout: 600_000 }, () => {
  it('deploys the stored program in every stage, with its state in the tooling account, and then has nothing to change', async () => {
    const out = join(scratch, 'out');
    const { code, stdout, stderr } = await startCommand({ scratch }, ['run', folder, '--out', out], { env: environment() }).ended;
    expect(`${String(code)} ${code === 0 ? '' : `${stdout}${stderr}`}`).toBe('0 ');
    const record = JSON.parse(readFileSync(join(out, 'rehearsal.json'), 'utf8')) as {
      readonly artefacts: readonly { readonly kind: string; readonly digest: string }[];
      readonly stages: readonly { readonly outcome: string; readonly deployed: readonly { readonly digest: string }[] }[];
    };
    expect(record.artefacts.map(({ kind }) => kind).toSorted()).toEqual(['iac-program', 'lambda-zip']);
    const built = record.artefacts.find(({ kind }) => kind === 'lambda-zip')?.digest;
    expect(record.stages.map(({ outcome, deployed }) => [outcome, deployed.map(({ digest }) => digest)])).toEqual([
      ['passed', [built]],
      ['passed', [built]],
    ]);
  });
});
