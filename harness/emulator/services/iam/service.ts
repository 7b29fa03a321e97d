import { defineService } from '../../kernel/service.ts';
import { addClientIDToOpenIDConnectProvider } from './operations/add-client-id-to-open-id-connect-provider.ts';
import { attachRolePolicy } from './operations/attach-role-policy.ts';
import { attachUserPolicy } from './operations/attach-user-policy.ts';
import { createAccessKey } from './operations/create-access-key.ts';
import { createOpenIDConnectProvider } from './operations/create-open-id-connect-provider.ts';
import { createPolicyVersion } from './operations/create-policy-version.ts';
import { createPolicy } from './operations/create-policy.ts';
import { createRole } from './operations/create-role.ts';
import { createUser } from './operations/create-user.ts';
import { deleteAccessKey } from './operations/delete-access-key.ts';
import { deleteOpenIDConnectProvider } from './operations/delete-open-id-connect-provider.ts';
import { deletePolicyVersion } from './operations/delete-policy-version.ts';
import { deletePolicy } from './operations/delete-policy.ts';
import { deleteRolePermissionsBoundary } from './operations/delete-role-permissions-boundary.ts';
import { deleteRolePolicy } from './operations/delete-role-policy.ts';
import { deleteRole } from './operations/delete-role.ts';
import { deleteUserPermissionsBoundary } from './operations/delete-user-permissions-boundary.ts';
import { deleteUserPolicy } from './operations/delete-user-policy.ts';
import { deleteUser } from './operations/delete-user.ts';
import { detachRolePolicy } from './operations/detach-role-policy.ts';
import { detachUserPolicy } from './operations/detach-user-policy.ts';
import { getOpenIDConnectProvider } from './operations/get-open-id-connect-provider.ts';
import { getPolicyVersion } from './operations/get-policy-version.ts';
import { getPolicy } from './operations/get-policy.ts';
import { getRolePolicy } from './operations/get-role-policy.ts';
import { getRole } from './operations/get-role.ts';
import { getUserPolicy } from './operations/get-user-policy.ts';
import { getUser } from './operations/get-user.ts';
import { listAccessKeys } from './operations/list-access-keys.ts';
import { listAttachedRolePolicies } from './operations/list-attached-role-policies.ts';
import { listAttachedUserPolicies } from './operations/list-attached-user-policies.ts';
import { listOpenIDConnectProviderTags } from './operations/list-open-id-connect-provider-tags.ts';
import { listOpenIDConnectProviders } from './operations/list-open-id-connect-providers.ts';
import { listPolicies } from './operations/list-policies.ts';
import { listPolicyVersions } from './operations/list-policy-versions.ts';
import { listRolePolicies } from './operations/list-role-policies.ts';
import { listRoleTags } from './operations/list-role-tags.ts';
import { listRoles } from './operations/list-roles.ts';
import { listUserPolicies } from './operations/list-user-policies.ts';
import { listUserTags } from './operations/list-user-tags.ts';
import { listUsers } from './operations/list-users.ts';
import { putRolePermissionsBoundary } from './operations/put-role-permissions-boundary.ts';
import { putRolePolicy } from './operations/put-role-policy.ts';
import { putUserPermissionsBoundary } from './operations/put-user-permissions-boundary.ts';
import { putUserPolicy } from './operations/put-user-policy.ts';
import { removeClientIDFromOpenIDConnectProvider } from './operations/remove-client-id-from-open-id-connect-provider.ts';
import { setDefaultPolicyVersion } from './operations/set-default-policy-version.ts';
import { tagOpenIDConnectProvider } from './operations/tag-open-id-connect-provider.ts';
import { tagRole } from './operations/tag-role.ts';
import { tagUser } from './operations/tag-user.ts';
import { untagOpenIDConnectProvider } from './operations/untag-open-id-connect-provider.ts';
import { untagRole } from './operations/untag-role.ts';
import { untagUser } from './operations/untag-user.ts';
import { updateAccessKey } from './operations/update-access-key.ts';
import { updateAssumeRolePolicy } from './operations/update-assume-role-policy.ts';
import { updateOpenIDConnectProviderThumbprint } from './operations/update-open-id-connect-provider-thumbprint.ts';
import { updateRoleDescription } from './operations/update-role-description.ts';
import { updateRole } from './operations/update-role.ts';

/** Identity and Access Management: one for all regions. */
export const service = defineService({
  signingName: 'iam',
  serviceId: 'IAM',
  operations: [
    addClientIDToOpenIDConnectProvider,
    attachRolePolicy,
    attachUserPolicy,
    createAccessKey,
    createOpenIDConnectProvider,
    createPolicy,
    createPolicyVersion,
    createRole,
    createUser,
    deleteAccessKey,
    deleteOpenIDConnectProvider,
    deletePolicy,
    deletePolicyVersion,
    deleteRole,
    deleteRolePermissionsBoundary,
    deleteRolePolicy,
    deleteUser,
    deleteUserPermissionsBoundary,
    deleteUserPolicy,
    detachRolePolicy,
    detachUserPolicy,
    getOpenIDConnectProvider,
    getPolicy,
    getPolicyVersion,
    getRole,
    getRolePolicy,
    getUser,
    getUserPolicy,
    listAccessKeys,
    listAttachedRolePolicies,
    listAttachedUserPolicies,
    listOpenIDConnectProviderTags,
    listOpenIDConnectProviders,
    listPolicies,
    listPolicyVersions,
    listRolePolicies,
    listRoleTags,
    listRoles,
    listUserPolicies,
    listUserTags,
    listUsers,
    putRolePermissionsBoundary,
    putRolePolicy,
    putUserPermissionsBoundary,
    putUserPolicy,
    removeClientIDFromOpenIDConnectProvider,
    setDefaultPolicyVersion,
    tagOpenIDConnectProvider,
    tagRole,
    tagUser,
    untagOpenIDConnectProvider,
    untagRole,
    untagUser,
    updateAccessKey,
    updateAssumeRolePolicy,
    updateOpenIDConnectProviderThumbprint,
    updateRole,
    updateRoleDescription,
  ],
});
