import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { change, rehearsedProject, type RehearsedProject, type Yaml } from './rehearsed-project.ts';
import { failRequests, rolloutPath, withoutSmoke } from './rollout-project.ts';

/** As `sam init` lays one out: what all functions have is said once, and each has an alias that SAM publishes to. */
const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31

Parameters:
  Environment: { Type: String }
  Commit: { Type: String }
  ArtefactBucket: { Type: String }
  CreatePaymentKey: { Type: String }
  ReadPaymentKey: { Type: String }
  DatabaseSecretArn: { Type: String }
  MaxAmount: { Type: Number }
  LogLevel: { Type: String }

Globals:
  Function:
    Runtime: nodejs24.x
    Handler: index.handler
    MemorySize: 512
    Timeout: 10
    AutoPublishAlias: live
    DeploymentPreference: { Type: Canary10Percent5Minutes }
    FunctionUrlConfig: { AuthType: NONE }
    Environment:
      Variables:
        ENVIRONMENT: !Ref Environment
        COMMIT: !Ref Commit
        DATABASE_SECRET_ARN: !Ref DatabaseSecretArn
        MAX_AMOUNT: !Ref MaxAmount
        LOG_LEVEL: !Ref LogLevel

Resources:
  CreatePaymentFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: { Bucket: !Ref ArtefactBucket, Key: !Ref CreatePaymentKey }
      Policies: [{ AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Ref DatabaseSecretArn } }]

  ReadPaymentFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: { Bucket: !Ref ArtefactBucket, Key: !Ref ReadPaymentKey }
      Policies: [{ AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Ref DatabaseSecretArn } }]

Outputs:
  CreatePaymentUrl: { Value: !GetAtt CreatePaymentFunctionUrl.FunctionUrl }
  ReadPaymentUrl: { Value: !GetAtt ReadPaymentFunctionUrl.FunctionUrl }
`;

/** The sample as a SAM project, whose one environment goes over as the template's DeploymentPreference says. */
export function samProject({ fails }: { readonly fails: boolean }): RehearsedProject {
  return rehearsedProject('sam', {
    topology: rolloutPath('template'),
    everywhere: (folder) => {
      writeFileSync(join(folder, 'template.yaml'), template);
      change(join(folder, 'rehearsal.yaml'), (project) => withUsers(withoutSmoke(project)));
    },
    ...(fails ? { rehearsed: failRequests } : {}),
  });
}

/** A tenth of the users are enough to judge by, before long. */
function withUsers(project: Yaml): Yaml {
  return { ...project, performance: { script: 'perf/payments.ts', rate: '30/s', duration: '5s', warmUp: '2s' } };
}
