export interface SamTemplate {
  readonly name: string;
  readonly template: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

const head = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31`;

/** What ordinary projects write. */
export const samTemplates: readonly SamTemplate[] = [
  {
    name: 'a function with globals, policies and an environment',
    template: `${head}
Parameters: { Table: { Type: String, Default: orders } }
Conditions: { Never: !Equals [a, b] }
Globals:
  Function: { Runtime: nodejs22.x, Timeout: 10, MemorySize: 256, Tags: { team: shop }, Environment: { Variables: { LEVEL: info } } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      CodeUri: s3://code/orders.zip
      FunctionName: !Sub 'orders-\${AWS::Region}'
      Environment: { Variables: { TABLE: !Ref Table } }
      Policies:
        - AWSLambdaVPCAccessExecutionRole
        - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        - DynamoDBCrudPolicy: { TableName: !Ref Table }
        - SSMParameterReadPolicy: { ParameterName: orders/level }
        - SQSSendMessagePolicy: { QueueName: !GetAtt Queue.QueueName }
        - !If [Never, { S3ReadPolicy: { BucketName: b } }, !Ref AWS::NoValue]
        - Version: '2012-10-17'
          Statement: [{ Effect: Allow, Action: kms:Decrypt, Resource: '*' }]
  Queue: { Type: AWS::SQS::Queue }`,
  },
  {
    name: 'versions, aliases and a public URL',
    parameters: { Key: 'second.zip' },
    template: `${head}
Parameters: { Key: { Type: String, Default: first.zip } }
Resources:
  Live:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: { Bucket: code, Key: !Ref Key, Version: '7' }
      MemorySize: 512
      Environment: { Variables: { GREETING: grüß Gott } }
      AutoPublishAlias: live-now
      VersionDescription: one of many
      FunctionUrlConfig: { AuthType: NONE, Cors: { AllowOrigins: ['*'], MaxAge: 60 } }
  Everything:
    Type: AWS::Serverless::Function
    DeletionPolicy: Retain
    Properties: { Handler: index.handler, Runtime: nodejs22.x, InlineCode: 'exports.handler = 1', AutoPublishAlias: all, AutoPublishAliasAllProperties: true }
Outputs:
  Alias: { Value: !Ref Live.Alias }
  Version: { Value: !GetAtt Live.Version.Version }
  Both: { Value: !Sub '\${Live.Alias} \${Live.Arn}' }`,
  },
  {
    name: 'an HTTP API that events make',
    template: `${head}
Globals: { HttpApi: { CorsConfiguration: { AllowOrigins: ['https://shop.example.com'], AllowMethods: [GET, POST] } } }
Resources:
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Runtime: nodejs22.x
      CodeUri: s3://code/api.zip
      Events:
        All: { Type: HttpApi, Properties: { Path: /items, Method: GET } }
        One: { Type: HttpApi, Properties: { Path: '/items/{id}', Method: get, TimeoutInMillis: 5000, PayloadFormatVersion: '1.0' } }
  Rest:
    Type: AWS::Serverless::Function
    Properties:
      Handler: rest.handler
      Runtime: nodejs22.x
      CodeUri: s3://code/api.zip
      AutoPublishAlias: live
      Events: { Any: { Type: HttpApi }, Greedy: { Type: HttpApi, Properties: { Path: '/{proxy+}', Method: ANY } } }`,
  },
  {
    name: 'an HTTP API of its own, in part conditional',
    template: `${head}
Conditions: { Debug: !Equals [!Ref AWS::Region, nowhere] }
Resources:
  Web:
    Type: AWS::Serverless::HttpApi
    Properties: { Name: web, Description: the shop, StageName: prod, StageVariables: { colour: red }, Tags: { team: shop } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: s3://code/api.zip
      Events: { Get: { Type: HttpApi, Properties: { ApiId: !Ref Web, Path: /a, Method: get } } }
  Trace:
    Type: AWS::Serverless::Function
    Condition: Debug
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: s3://code/api.zip
      Events: { Get: { Type: HttpApi, Properties: { ApiId: !Ref Web, Path: /debug, Method: post } } }`,
  },
  {
    name: 'events of queues, topics and rules',
    template: `${head}
Resources:
  Topic: { Type: AWS::SNS::Topic }
  Queue: { Type: AWS::SQS::Queue }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: s3://code/worker.zip
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Queue.Arn }
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig: { OnSuccess: { Type: SQS, Destination: !GetAtt Queue.Arn }, OnFailure: { Type: SNS } }
      Events:
        Pull: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures] } }
        Push: { Type: SNS, Properties: { Topic: !Ref Topic, FilterPolicy: { kind: [order] } } }
        Bus: { Type: EventBridgeRule, Properties: { EventBusName: default, Pattern: { source: [shop] }, Target: { Id: own } } }
        Old: { Type: CloudWatchEvent, Properties: { Pattern: { source: [shop] }, Enabled: false, InputPath: $.detail } }`,
  },
  {
    name: 'tables with one key',
    template: `${head}
Globals: { SimpleTable: { SSESpecification: { SSEEnabled: true } } }
Resources:
  Plain: { Type: AWS::Serverless::SimpleTable }
  Named:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: named
      PrimaryKey: { Name: number, Type: Number }
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
      Tags: { team: shop }`,
  },
];
