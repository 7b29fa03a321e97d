import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidParameter } from './errors.ts';

type Rule = (value: string) => void;

const rules: Readonly<Record<string, Rule>> = {
  Policy: checkPolicy,
  DisplayName: (value) => {
    if (value.length > 100) throw invalidParameter('DisplayName Reason: must be at most 100 characters long');
  },
  KmsMasterKeyId: (value) => {
    // AWS's own key needs nobody's permission; another would have to be asked of KMS for each message.
    if (value !== '' && value !== 'alias/aws/sns') throw new NotImplemented(`The topic attribute KmsMasterKeyId ${value}`);
  },
  SignatureVersion: (value) => {
    if (value !== '1' && value !== '2') throw invalidParameter('SignatureVersion Reason: must be 1 or 2');
  },
  TracingConfig: (value) => {
    if (value !== 'PassThrough') throw new NotImplemented(`The topic attribute TracingConfig ${value}`);
  },
  FifoTopic: (value) => {
    if (value !== 'false') throw new NotImplemented('The topic attribute FifoTopic true');
  },
};

/** Attributes that AWS has and that are not acted on. */
const notEmulated =
  /^(?:DeliveryPolicy|ArchivePolicy|FifoThroughputScope|ContentBasedDeduplication|DataProtectionPolicy|\w+Feedback(?:RoleArn|SampleRate))$/;

/** @throws InvalidParameter, NotImplemented */
export function checkTopicAttribute(name: string, value: string): void {
  if (notEmulated.test(name)) throw new NotImplemented(`The topic attribute ${name}`);
  const rule = rules[name];
  if (rule === undefined) throw invalidParameter('AttributeName');
  rule(value);
}

function checkPolicy(text: string): void {
  try {
    parsePolicy(text);
  } catch (problem) {
    if (problem instanceof PolicyProblem) throw invalidParameter(`Policy Error: ${problem.message}`);
    throw problem;
  }
}

/** What AWS writes for a topic whose owner says nothing. No identity has aws:SourceOwner: it lets in nobody by itself. */
export function defaultPolicy(arn: string, account: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Effect: 'Allow',
        Sid: '__default_statement_ID',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': account } },
      },
    ],
  });
}
