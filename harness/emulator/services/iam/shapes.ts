import type { PermissionsBoundaryAttachmentType, Policy, PolicyVersion, Role, User } from '@aws-sdk/client-iam';
import type { IdentityRow, ManagedPolicyRow, RoleRow, UserRow } from '../../accounts/identities.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { encodeDocument } from './documents.ts';
import { usesOf } from './managed-policies.ts';
import { writeTags } from './tags.ts';

/** A role as lists have it; GetRole adds `roleDetails`. */
export function roleSummary(row: RoleRow): Role {
  return {
    Path: row.path,
    RoleName: row.name,
    RoleId: row.id,
    Arn: row.arn,
    CreateDate: new Date(row.createdAtMs),
    AssumeRolePolicyDocument: encodeDocument(row.trustPolicy),
    ...(row.description === undefined ? {} : { Description: row.description }),
    MaxSessionDuration: row.maxSessionSeconds,
  };
}

export function roleDetails(row: RoleRow): Role {
  return { ...roleSummary(row), ...details(row), RoleLastUsed: {} };
}

export function userSummary(row: UserRow): User {
  return { Path: row.path, UserName: row.name, UserId: row.id, Arn: row.arn, CreateDate: new Date(row.createdAtMs) };
}

export function userDetails(row: UserRow): User {
  return { ...userSummary(row), ...details(row) };
}

/** AWS answers `Policy`, whatever its own model says. */
const boundaryType = 'Policy' as string as PermissionsBoundaryAttachmentType;

/** Boundary and tags, which lists leave out. */
export function details(row: IdentityRow): Pick<Role, 'PermissionsBoundary' | 'Tags'> {
  const { boundary, tags } = row;
  return {
    ...(boundary === undefined ? {} : { PermissionsBoundary: { PermissionsBoundaryType: boundaryType, PermissionsBoundaryArn: boundary } }),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: writeTags(tags) }),
  };
}

/** A managed policy as lists and CreatePolicy have it. */
export function policySummary(context: OperationContext, row: ManagedPolicyRow): Policy {
  const { attached, boundaries } = usesOf(context, row.arn);
  return {
    PolicyName: row.name,
    PolicyId: row.id,
    Arn: row.arn,
    Path: row.path,
    DefaultVersionId: row.defaultVersion,
    AttachmentCount: attached,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: new Date(row.createdAtMs),
    UpdateDate: new Date(row.updatedAtMs),
  };
}

export function versionSummary(row: ManagedPolicyRow, version: ManagedPolicyRow['versions'][number]): PolicyVersion {
  return { VersionId: version.id, IsDefaultVersion: version.id === row.defaultVersion, CreateDate: new Date(version.createdAtMs) };
}
