import type { Partition, Table } from '../../accounts/state.ts';
import type { Tag } from './resources/resource-kind.ts';
import type { Deployed } from './stacks/deployed.ts';
import type { JsonObject } from './template/json.ts';
import type { DeletionPolicy } from './template/template.ts';
import type { StackOperation } from './stacks/stack-operation.ts';

export interface OutputValue {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** Instants are ISO 8601. A deleted stack stays, found by its id alone. */
export interface StackRow extends Deployed {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly deletedAt?: string;
  readonly roleArn?: string;
  readonly outputs: readonly OutputValue[];
  /** Names of exports of other stacks that this one takes. */
  readonly imports: readonly string[];
  readonly disableRollback: boolean;
  readonly terminationProtection: boolean;
  readonly changeSetId?: string;
  readonly creationToken?: string;
  /** What is under way. Absent: nothing is. */
  readonly operation?: StackOperation | undefined;
}

/** A resource's state as of its last step: what it is now. */
export interface ResourceState {
  readonly physicalId?: string;
  /** Functions resolved, dynamic references not: secrets are not kept here. */
  readonly properties: JsonObject;
  readonly tags: readonly Tag[];
  readonly attributes: JsonObject;
  readonly needs: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: 'Delete' | 'Retain';
  readonly metadata: string;
}

export interface ResourceRow extends ResourceState {
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly changedAt: string;
  readonly suffix: string;
  /** True where it is a declared stand-in, which has placeholders for attributes. */
  readonly standIn?: true;
  /** What the running update did to it, and what it was before: how it is rolled back. */
  readonly change?: ResourceChangeState;
}

export type ResourceChangeState =
  | { readonly kind: 'added' }
  | { readonly kind: 'modified'; readonly before: ResourceState; readonly untouched?: boolean }
  /** `untouched`: the failed update changed nothing of it, so there is nothing to take back. */
  | { readonly kind: 'replaced'; readonly before: ResourceState };

export interface EventRow {
  readonly eventId: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly at: string;
  readonly status: string;
  readonly reason?: string;
  readonly properties?: string;
  readonly token?: string;
}

export interface ChangeSetRow {
  readonly changeSetId: string;
  readonly name: string;
  readonly kind: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly createdAt: string;
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason?: string;
  readonly executionStatus: string;
  readonly target: Deployed;
  readonly roleArn?: string;
  readonly onStackFailure?: 'DELETE' | 'DO_NOTHING' | 'ROLLBACK';
  /** As DescribeChangeSet answers them. */
  readonly changes: readonly JsonObject[];
  readonly includeNestedStacks: boolean;
  readonly token?: string;
}

export interface ExportRow {
  readonly stackId: string;
  readonly value: string;
}

/** CloudFormation's tables in one account and region. Keys of rows that belong to a stack begin with its id and `#`. */
export interface StackTables {
  readonly stacks: Table<StackRow>;
  /** Name of each stack that is not deleted -> its id. */
  readonly names: Table<string>;
  readonly resources: Table<ResourceRow>;
  /** What a running update left behind to be deleted at its end. */
  readonly obsolete: Table<ResourceRow>;
  readonly events: Table<EventRow>;
  readonly changeSets: Table<ChangeSetRow>;
  readonly exports: Table<ExportRow>;
}

export function stackTables(partition: Partition): StackTables {
  return {
    stacks: partition.table('stacks'),
    names: partition.table('names'),
    resources: partition.table('resources'),
    obsolete: partition.table('obsolete'),
    events: partition.table('events'),
    changeSets: partition.table('change-sets'),
    exports: partition.table('exports'),
  };
}

export function rowsOf<Row>(table: Table<Row>, stackId: string): readonly Row[] {
  return [...table.scan({ prefix: `${stackId}#` })].map(([, row]) => row);
}
