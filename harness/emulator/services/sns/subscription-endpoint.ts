import { parseArn } from '../../accounts/arn.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidParameter } from './errors.ts';
import type { SubscriptionProtocol } from './state.ts';

export interface CheckedEndpoint {
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
  /** Whose it is; undefined for an HTTP endpoint, which must confirm. */
  readonly account?: string;
}

/** @throws InvalidParameter; NotImplemented for what would leave this machine or needs a person. */
export function checkEndpoint(protocol: string, endpoint = ''): CheckedEndpoint {
  switch (protocol) {
    case 'sqs':
    case 'lambda': {
      const arn = parseArn(endpoint);
      if (arn?.service !== protocol) throw invalidParameter(`${protocol === 'sqs' ? 'SQS' : 'Lambda'} endpoint ARN`);
      if (arn.resource.endsWith('.fifo'))
        throw invalidParameter('Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics');
      return { protocol, endpoint, account: arn.account };
    }
    case 'http': {
      if (!isLoopback(endpoint)) throw new NotImplemented(`A subscription of ${endpoint}, which is not on this machine,`);
      return { protocol, endpoint };
    }
    case 'https':
    case 'email':
    case 'email-json':
    case 'sms':
    case 'application':
    case 'firehose':
      throw new NotImplemented(`A subscription by the protocol ${protocol}`);
    default:
      throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
}

function isLoopback(endpoint: string): boolean {
  if (!/^http:\/\//i.test(endpoint) || !URL.canParse(endpoint)) throw invalidParameter('Endpoint must match the specified protocol');
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/.test(new URL(endpoint).hostname);
}
