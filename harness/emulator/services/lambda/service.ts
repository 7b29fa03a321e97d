import { defineService } from '../../kernel/service.ts';
import { addPermission } from './operations/add-permission.ts';
import { createAlias } from './operations/create-alias.ts';
import { createEventSourceMapping } from './operations/create-event-source-mapping.ts';
import { createFunction } from './operations/create-function.ts';
import { createFunctionUrlConfig } from './operations/create-function-url-config.ts';
import { deleteAlias } from './operations/delete-alias.ts';
import { deleteEventSourceMapping } from './operations/delete-event-source-mapping.ts';
import { deleteFunction } from './operations/delete-function.ts';
import { deleteFunctionConcurrency } from './operations/delete-function-concurrency.ts';
import { deleteFunctionEventInvokeConfig } from './operations/delete-function-event-invoke-config.ts';
import { deleteFunctionUrlConfig } from './operations/delete-function-url-config.ts';
import { getAccountSettings } from './operations/get-account-settings.ts';
import { getAlias } from './operations/get-alias.ts';
import { getEventSourceMapping } from './operations/get-event-source-mapping.ts';
import { getFunction } from './operations/get-function.ts';
import { getFunctionCodeSigningConfig } from './operations/get-function-code-signing-config.ts';
import { getFunctionConcurrency } from './operations/get-function-concurrency.ts';
import { getFunctionConfiguration } from './operations/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from './operations/get-function-event-invoke-config.ts';
import { getFunctionUrlConfig } from './operations/get-function-url-config.ts';
import { getPolicy } from './operations/get-policy.ts';
import { invoke } from './operations/invoke.ts';
import { listAliases } from './operations/list-aliases.ts';
import { listEventSourceMappings } from './operations/list-event-source-mappings.ts';
import { listFunctionEventInvokeConfigs } from './operations/list-function-event-invoke-configs.ts';
import { listFunctionUrlConfigs } from './operations/list-function-url-configs.ts';
import { listFunctions } from './operations/list-functions.ts';
import { listTags } from './operations/list-tags.ts';
import { listVersionsByFunction } from './operations/list-versions-by-function.ts';
import { publishVersion } from './operations/publish-version.ts';
import { putFunctionConcurrency } from './operations/put-function-concurrency.ts';
import { putFunctionEventInvokeConfig } from './operations/put-function-event-invoke-config.ts';
import { removePermission } from './operations/remove-permission.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAlias } from './operations/update-alias.ts';
import { updateEventSourceMapping } from './operations/update-event-source-mapping.ts';
import { updateFunctionCode } from './operations/update-function-code.ts';
import { updateFunctionConfiguration } from './operations/update-function-configuration.ts';
import { updateFunctionEventInvokeConfig } from './operations/update-function-event-invoke-config.ts';
import { updateFunctionUrlConfig } from './operations/update-function-url-config.ts';
import { RunningLambda } from './running-lambda.ts';

export const service = defineService({
  signingName: 'lambda',
  serviceId: 'Lambda',
  operations: [
    addPermission,
    createAlias,
    createEventSourceMapping,
    createFunction,
    createFunctionUrlConfig,
    deleteAlias,
    deleteEventSourceMapping,
    deleteFunction,
    deleteFunctionConcurrency,
    deleteFunctionEventInvokeConfig,
    deleteFunctionUrlConfig,
    getAccountSettings,
    getAlias,
    getEventSourceMapping,
    getFunction,
    getFunctionCodeSigningConfig,
    getFunctionConcurrency,
    getFunctionConfiguration,
    getFunctionEventInvokeConfig,
    getFunctionUrlConfig,
    getPolicy,
    invoke,
    listAliases,
    listEventSourceMappings,
    listFunctionEventInvokeConfigs,
    listFunctionUrlConfigs,
    listFunctions,
    listTags,
    listVersionsByFunction,
    publishVersion,
    putFunctionConcurrency,
    putFunctionEventInvokeConfig,
    removePermission,
    tagResource,
    untagResource,
    updateAlias,
    updateEventSourceMapping,
    updateFunctionCode,
    updateFunctionConfiguration,
    updateFunctionEventInvokeConfig,
    updateFunctionUrlConfig,
  ],
  start: (host) => RunningLambda.start(host),
});
