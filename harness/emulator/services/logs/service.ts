import { defineService } from '../../kernel/service.ts';
import { createLogGroup } from './operations/create-log-group.ts';
import { createLogStream } from './operations/create-log-stream.ts';
import { deleteLogGroup } from './operations/delete-log-group.ts';
import { deleteLogStream } from './operations/delete-log-stream.ts';
import { deleteRetentionPolicy } from './operations/delete-retention-policy.ts';
import { describeLogGroups } from './operations/describe-log-groups.ts';
import { deleteResourcePolicy } from './operations/delete-resource-policy.ts';
import { describeLogStreams } from './operations/describe-log-streams.ts';
import { describeResourcePolicies } from './operations/describe-resource-policies.ts';
import { filterLogEvents } from './operations/filter-log-events.ts';
import { getLogEvents } from './operations/get-log-events.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { putLogEvents } from './operations/put-log-events.ts';
import { putResourcePolicy } from './operations/put-resource-policy.ts';
import { putRetentionPolicy } from './operations/put-retention-policy.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';

export const service = defineService({
  signingName: 'logs',
  serviceId: 'CloudWatch Logs',
  operations: [
    createLogGroup,
    createLogStream,
    deleteLogGroup,
    deleteLogStream,
    deleteResourcePolicy,
    deleteRetentionPolicy,
    describeLogGroups,
    describeLogStreams,
    describeResourcePolicies,
    filterLogEvents,
    getLogEvents,
    listTagsForResource,
    putLogEvents,
    putResourcePolicy,
    putRetentionPolicy,
    tagResource,
    untagResource,
  ],
});
