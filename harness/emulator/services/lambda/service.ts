import { defineService } from '../../kernel/service.ts';
import { addPermission } from './operations/add-permission.ts';
import { createAlias } from './operations/create-alias.ts';
import { createFunctionUrlConfig } from './operations/create-function-url-config.ts';
import { createFunction } from './operations/create-function.ts';
import { deleteAlias } from './operations/delete-alias.ts';
import { deleteFunctionConcurrency } from './operations/delete-function-concurrency.ts';
import { deleteFunctionUrlConfig } from './operations/delete-function-url-config.ts';
import { deleteFunction } from './operations/delete-function.ts';
import { getAccountSettings } from './operations/get-account-settings.ts';
import { getAlias } from './operations/get-alias.ts';
import { getFunctionConcurrency } from './operations/get-function-concurrency.ts';
import { getFunctionConfiguration } from './operations/get-function-configuration.ts';
import { getFunctionUrlConfig } from './operations/get-function-url-config.ts';
import { getFunction } from './operations/get-function.ts';
import { getPolicy } from './operations/get-policy.ts';
import { invoke } from './operations/invoke.ts';
import { listAliases } from './operations/list-aliases.ts';
import { listFunctionUrlConfigs } from './operations/list-function-url-configs.ts';
import { listFunctions } from './operations/list-functions.ts';
import { listTags } from './operations/list-tags.ts';
import { listVersionsByFunction } from './operations/list-versions-by-function.ts';
import { publishVersion } from './operations/publish-version.ts';
import { putFunctionConcurrency } from './operations/put-function-concurrency.ts';
import { removePermission } from './operations/remove-permission.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAlias } from './operations/update-alias.ts';
import { updateFunctionCode } from './operations/update-function-code.ts';
import { updateFunctionConfiguration } from './operations/update-function-configuration.ts';
import { updateFunctionUrlConfig } from './operations/update-function-url-config.ts';
import { RunningLambda } from './running-lambda.ts';

export const service = defineService({
  signingName: 'lambda',
  serviceId: 'Lambda',
  operations: [
    addPermission,
    createAlias,
    createFunctionUrlConfig,
    createFunction,
    deleteAlias,
    deleteFunctionConcurrency,
    deleteFunctionUrlConfig,
    deleteFunction,
    getAccountSettings,
    getAlias,
    getFunctionConcurrency,
    getFunctionConfiguration,
    getFunctionUrlConfig,
    getFunction,
    getPolicy,
    invoke,
    listAliases,
    listFunctionUrlConfigs,
    listFunctions,
    listTags,
    listVersionsByFunction,
    publishVersion,
    putFunctionConcurrency,
    removePermission,
    tagResource,
    untagResource,
    updateAlias,
    updateFunctionCode,
    updateFunctionConfiguration,
    updateFunctionUrlConfig,
  ],
  start: (host) => RunningLambda.start(host),
});
