import { apigateway } from './apigateway.ts';
import { cloudformation } from './cloudformation.ts';
import { dynamodb } from './dynamodb.ts';
import { events } from './events.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { logs } from './logs.ts';
import { s3 } from './s3.ts';
import { secretsmanager } from './secretsmanager.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';
import { sts } from './sts.ts';
import type { Conformance } from './suite.ts';

/** Every suite that a backend is held to. */
export const suites: readonly Conformance[] = [
  iam,
  sts,
  s3,
  ssm,
  secretsmanager,
  logs,
  kms,
  lambda,
  cloudformation,
  sqs,
  sns,
  events,
  dynamodb,
  apigateway,
];
