import type { Json, JsonObject } from './json.ts';

/** What a function of a template may look up before any resource exists. */
export interface Scope {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  /** Text, or a list for the list types. */
  readonly parameters: ReadonlyMap<string, string | readonly string[]>;
  readonly mappings: JsonObject;
  /** Values of the template's conditions. */
  readonly conditions: ReadonlyMap<string, boolean>;
  /** The value of an export in this account and region. */
  importValue(name: string): string | undefined;
}

/** What is known of a resource that another one points at. */
export interface ResourceValues {
  ref(logicalId: string): Json | undefined;
  attribute(logicalId: string, attribute: string): Json | undefined;
}

export const pseudoParameters = [
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

/** The value of a pseudo parameter other than AWS::NoValue. */
export function pseudoParameter(name: string, scope: Scope): Json | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return scope.account;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::Region':
      return scope.region;
    case 'AWS::StackId':
      return scope.stackId;
    case 'AWS::StackName':
      return scope.stackName;
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    default:
      return undefined;
  }
}
