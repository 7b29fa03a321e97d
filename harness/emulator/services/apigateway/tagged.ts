import type { OperationContext } from '../../kernel/context.ts';
import { badRequest } from './errors.ts';
import { findApi } from './find-api.ts';
import { findStage } from './stages.ts';
import { apiTables } from './state.ts';

type Tags = Readonly<Record<string, string>>;

export interface Tagged {
  readonly tags: Tags;
  write(tags: Tags): void;
}

/** What `arn:aws:apigateway:<region>::/apis/<id>` or `…/stages/<name>` names. */
export function findTagged(context: OperationContext, arn: string | undefined): Tagged {
  const [, apiId, stageName] = /^arn:[^:]+:apigateway:[^:]*::\/apis\/([^/]+)(?:\/stages\/([^/]+))?$/.exec(arn ?? '') ?? [];
  if (apiId === undefined) throw badRequest(`Invalid resource ARN: ${arn ?? ''}`);
  const api = findApi(context, apiId);
  const tables = apiTables(context.state);
  if (stageName === undefined) return { tags: api.tags, write: (tags) => tables.apis.put(apiId, { ...api, tags }) };
  const stage = findStage(context, apiId, decodeURIComponent(stageName));
  return { tags: stage.tags, write: (tags) => tables.stages.put(`${apiId}/${stage.stageName}`, { ...stage, tags }) };
}
