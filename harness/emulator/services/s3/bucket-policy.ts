import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import type { PolicyDocument, PolicyStatement } from '../../accounts/policy.ts';
import { malformedPolicy } from './errors.ts';

/** Checks what S3 checks when a bucket policy is put. */
export function readBucketPolicy(text: string, bucket: string): PolicyDocument {
  if (!text.trimStart().startsWith('{')) throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  const policy = parse(text);
  for (const statement of policy.Statement) checkStatement(statement, bucket);
  return policy;
}

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (problem) {
    if (!(problem instanceof PolicyProblem)) throw problem;
    throw malformedPolicy(isJson(text) ? problem.message : 'This policy contains invalid Json');
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (problem) {
    return !(problem instanceof SyntaxError);
  }
}

function checkStatement(statement: PolicyStatement, bucket: string): void {
  if (statement.Principal === undefined && statement.NotPrincipal === undefined) throw malformedPolicy('Missing required field Principal');
  const actions = list(statement.Action ?? statement.NotAction);
  if (actions.length === 0) throw malformedPolicy('Missing required field Action');
  if (actions.some((action) => action !== '*' && !/^s3:/i.test(action))) throw malformedPolicy('Policy has invalid action');
  const resources = list(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) throw malformedPolicy('Missing required field Resource');
  const own = `arn:aws:s3:::${bucket}`;
  if (!resources.every((resource) => resource === own || resource.startsWith(`${own}/`) || coversBucket(resource, own)))
    throw malformedPolicy('Policy has invalid resource');
}

/** A wildcard before the bucket's name ends may still name this bucket. */
function coversBucket(resource: string, own: string): boolean {
  const wildcard = resource.search(/[*?]/);
  return wildcard >= 'arn:aws:s3:::'.length && own.startsWith(resource.slice(0, Math.min(wildcard, own.length)));
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
