import { checkConditionBlock } from './condition.ts';
import { legacyParsing, PolicyProblem, syntaxErrors } from './policy-problem.ts';
import type { PolicyDocument, PolicyStatement } from './policy.ts';

const documents = new Map<string, PolicyDocument>();
const keptDocuments = 5_000;

/**
 * Reads and checks a policy's JSON text. The same text gives the same object, so that what is compiled from it is kept too.
 * Throws PolicyProblem with AWS's sentence where the text breaks the policy grammar.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string): PolicyDocument {
  const known = documents.get(text);
  if (known !== undefined) return known;
  const document = readDocument(readJson(text));
  if (documents.size >= keptDocuments) documents.clear();
  documents.set(text, document);
  return document;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new PolicyProblem(syntaxErrors, { cause });
  }
}

function readDocument(value: unknown): PolicyDocument {
  const { Version, Id, Statement, ...unknown } = record(value);
  refuseIf(Object.keys(unknown).length > 0);
  refuseIf(Version !== undefined && Version !== '2008-10-17' && Version !== '2012-10-17');
  refuseIf(Id !== undefined && typeof Id !== 'string');
  const statements = (Array.isArray(Statement) ? (Statement as unknown[]) : [Statement]).map(readStatement);
  refuseIf(statements.length === 0);
  if (statements.some(({ Effect }) => Effect !== 'Allow' && Effect !== 'Deny')) throw new PolicyProblem(legacyParsing);
  refuseRepeatedSids(statements);
  return {
    ...(Version === undefined ? {} : { Version: Version as '2012-10-17' }),
    ...(Id === undefined ? {} : { Id: Id as string }),
    Statement: statements,
  };
}

const statementElements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

function readStatement(value: unknown): PolicyStatement {
  const statement = record(value);
  refuseIf(Object.keys(statement).some((element) => !statementElements.has(element)));
  refuseIf(statement['Sid'] !== undefined && typeof statement['Sid'] !== 'string');
  refuseIf(typeof statement['Effect'] !== 'string' || !/^(allow|deny)$/i.test(statement['Effect']));
  for (const [one, other] of [
    ['Principal', 'NotPrincipal'],
    ['Action', 'NotAction'],
    ['Resource', 'NotResource'],
  ] as const) {
    refuseIf(statement[one] !== undefined && statement[other] !== undefined);
  }
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (statement[element] !== undefined) checkStrings(statement[element]);
  }
  for (const element of ['Principal', 'NotPrincipal']) checkPrincipal(statement[element]);
  if (statement['Condition'] !== undefined) checkConditionBlock(record(statement['Condition']));
  return statement as unknown as PolicyStatement;
}

const principalKinds = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function checkPrincipal(principal: unknown): void {
  if (principal === undefined || principal === '*') return;
  for (const [kind, names] of Object.entries(record(principal))) {
    refuseIf(!principalKinds.has(kind));
    checkStrings(names);
  }
}

function refuseRepeatedSids(statements: readonly PolicyStatement[]): void {
  const sids = statements.map((statement) => statement.Sid).filter((sid) => sid !== undefined && sid !== '');
  if (new Set(sids).size < sids.length) throw new PolicyProblem('Statement IDs (SID) in a single policy must be unique.');
}

function checkStrings(value: unknown): void {
  const values: readonly unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  refuseIf(values.some((each) => typeof each !== 'string'));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  refuseIf(typeof value !== 'object' || value === null || Array.isArray(value));
  return value as Readonly<Record<string, unknown>>;
}

function refuseIf(broken: boolean): void {
  if (broken) throw new PolicyProblem(syntaxErrors);
}
