import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validation } from '../errors.ts';
import { startReading } from './expression-reading.ts';
import type { ExpressionReading } from './expression-reading.ts';
import { parseCondition } from './parse-condition.ts';
import { parseProjection } from './parse-projection.ts';
import { parseUpdate } from './parse-update.ts';
import { readSubstitutions } from './substitutions.ts';
import type { Condition, DocumentPath, Update } from './syntax.ts';
import { ExpressionProblem } from './token-reader.ts';

export interface ExpressionRequest {
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

export type ExpressionName = Exclude<keyof ExpressionRequest, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>;

export interface RequestExpressions {
  readonly update?: Update;
  readonly condition?: Condition;
  readonly keyCondition?: Condition;
  readonly filter?: Condition;
  readonly projection?: readonly DocumentPath[];
}

/**
 * Reads a request's expressions. `possible` are those that the operation takes, in the order of AWS's message.
 * @throws AwsError ValidationException, also where a name or value is in none of them.
 */
export function readExpressions(request: ExpressionRequest, possible: readonly ExpressionName[]): RequestExpressions {
  checkSubstitutionsNeeded(request, possible);
  const substitutions = readSubstitutions(request.ExpressionAttributeNames, request.ExpressionAttributeValues);
  function read<Parsed>(name: ExpressionName, parse: (reading: ExpressionReading) => Parsed): Parsed | undefined {
    const text = request[name];
    if (text === undefined) return undefined;
    try {
      return parse(startReading(text, substitutions));
    } catch (problem) {
      if (!(problem instanceof ExpressionProblem)) throw problem;
      throw validation(`Invalid ${name}: ${problem.message}`);
    }
  }
  const found = {
    update: read('UpdateExpression', parseUpdate),
    condition: read('ConditionExpression', parseCondition),
    keyCondition: read('KeyConditionExpression', parseCondition),
    filter: read('FilterExpression', parseCondition),
    projection: read('ProjectionExpression', parseProjection),
  };
  substitutions.checkAllUsed();
  return Object.fromEntries(Object.entries(found).filter(([, parsed]) => parsed !== undefined));
}

function checkSubstitutionsNeeded(request: ExpressionRequest, possible: readonly ExpressionName[]): void {
  if (request.ExpressionAttributeNames !== undefined && possible.every((name) => request[name] === undefined))
    throw validation('ExpressionAttributeNames can only be specified when using expressions');
  const taking = possible.filter((name) => name !== 'ProjectionExpression');
  if (request.ExpressionAttributeValues === undefined || taking.some((name) => request[name] !== undefined)) return;
  const verb = taking.length > 1 ? 'are' : 'is';
  throw validation(`ExpressionAttributeValues can only be specified when using expressions: ${taking.join(' and ')} ${verb} null`);
}
