import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Asked again by the SDK when what it gave is about to expire. */
export type CredentialSource = () => Promise<AwsCredentials>;

export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: CredentialSource;
}

/** Ordinary SDK clients for one principal in one account; each is made when it is first asked for. */
export class AwsClients {
  readonly options: ClientOptions;
  readonly #made = new Map<string, { destroy(): void }>();

  constructor(options: ClientOptions) {
    this.options = options;
  }

  get s3(): S3Client {
    return this.#client('s3', () => new S3Client({ ...this.options, forcePathStyle: true }));
  }
  get sts(): STSClient {
    return this.#client('sts', () => new STSClient(this.options));
  }
  get iam(): IAMClient {
    return this.#client('iam', () => new IAMClient(this.options));
  }
  get lambda(): LambdaClient {
    return this.#client('lambda', () => new LambdaClient(this.options));
  }
  get cloudFormation(): CloudFormationClient {
    return this.#client('cloudformation', () => new CloudFormationClient(this.options));
  }
  get logs(): CloudWatchLogsClient {
    return this.#client('logs', () => new CloudWatchLogsClient(this.options));
  }
  get secrets(): SecretsManagerClient {
    return this.#client('secrets', () => new SecretsManagerClient(this.options));
  }

  get dynamoDb(): DynamoDBClient {
    return this.#client('dynamodb', () => new DynamoDBClient(this.options));
  }
  get kms(): KMSClient {
    return this.#client('kms', () => new KMSClient(this.options));
  }
  get ssm(): SSMClient {
    return this.#client('ssm', () => new SSMClient(this.options));
  }

  /** The same principal in another region; these are to be destroyed by who asks for them. */
  inRegion(region: string): AwsClients {
    return this.at({ region, endpoint: this.options.endpoint });
  }

  /** The same principal elsewhere; these are to be destroyed by who asks for them. */
  at(place: Pick<ClientOptions, 'region' | 'endpoint'>): AwsClients {
    return new AwsClients({ ...this.options, ...place });
  }

  destroy(): void {
    for (const client of this.#made.values()) client.destroy();
    this.#made.clear();
  }

  #client<Client extends { destroy(): void }>(name: string, make: () => Client): Client {
    const made = this.#made.get(name);
    if (made !== undefined) return made as Client;
    const client = make();
    this.#made.set(name, client);
    return client;
  }
}
