import { parseArn } from '../../accounts/arn.ts';

export interface StackArn {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
}

export function stackArn(account: string, region: string, stackName: string, id: string): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/${id}`;
}

/** @throws Error where the text is no stack's ARN: it comes from this service's own state. */
export function parseStackArn(text: string): StackArn {
  const arn = parseArn(text);
  const [, stackName] = arn?.resource.split('/') ?? [];
  if (arn === undefined || stackName === undefined) throw new Error(`${text} is no ARN of a stack.`);
  return { account: arn.account, region: arn.region, stackName };
}
