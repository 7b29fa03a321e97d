import { defineService } from '../../kernel/service.ts';
import { addTagsToResource } from './operations/add-tags-to-resource.ts';
import { deleteParameter } from './operations/delete-parameter.ts';
import { deleteParameters } from './operations/delete-parameters.ts';
import { describeParameters } from './operations/describe-parameters.ts';
import { getParameter } from './operations/get-parameter.ts';
import { getParameterHistory } from './operations/get-parameter-history.ts';
import { getParameters } from './operations/get-parameters.ts';
import { getParametersByPath } from './operations/get-parameters-by-path.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { putParameter } from './operations/put-parameter.ts';
import { removeTagsFromResource } from './operations/remove-tags-from-resource.ts';

export const service = defineService({
  signingName: 'ssm',
  serviceId: 'SSM',
  operations: [
    addTagsToResource,
    deleteParameter,
    deleteParameters,
    describeParameters,
    getParameter,
    getParameterHistory,
    getParameters,
    getParametersByPath,
    listTagsForResource,
    putParameter,
    removeTagsFromResource,
  ],
});
