/**
 * A stand-in for an infrastructure tool, and none: it keeps one function by the SDK as a tool would, with a state of its own in the bucket that
 * it is told of. `plan` ends with 2 where `apply` would change something. Run as a program: `node stand-in-tool.ts plan program.json`.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { CreateAliasCommand, CreateFunctionCommand, LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const [verb = '', file = ''] = process.argv.slice(2);
const { function: name, role } = JSON.parse(readFileSync(file, 'utf8')) as { readonly function: string; readonly role: string };
const code = { S3Bucket: variable('code_bucket'), S3Key: variable('code_key') };
const state = { Bucket: variable('IAC_STATE_BUCKET'), Key: variable('IAC_STATE_KEY') };
const s3 = new S3Client({ forcePathStyle: true });
const lambda = new LambdaClient({});

function variable(wanted: string): string {
  const value = process.env[wanted];
  if (value === undefined) throw new Error(`${wanted} is not set`);
  return value;
}

/** The key of the code that was applied last; null before the first. */
async function applied(): Promise<string | null> {
  try {
    const { Body } = await s3.send(new GetObjectCommand(state));
    return (await Body?.transformToString()) ?? null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

async function apply(before: string | null): Promise<void> {
  if (before === null) {
    const made = { FunctionName: name, Role: role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: code, Publish: true } as const;
    const { Version } = await lambda.send(new CreateFunctionCommand(made));
    await lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: Version }));
  } else if (before !== code.S3Key) await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ...code, Publish: true }));
  await s3.send(new PutObjectCommand({ ...state, Body: code.S3Key }));
}

const before = await applied();
if (verb === 'plan' && before !== code.S3Key) process.exitCode = 2;
else if (verb === 'apply') await apply(before);
else if (verb === 'outputs') process.stdout.write(JSON.stringify({ hello: name, hello_url: 'http://127.0.0.1:1/' }));
