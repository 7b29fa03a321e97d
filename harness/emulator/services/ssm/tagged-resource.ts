import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidResourceId } from './errors.ts';
import { lookUp, wantOnParameter } from './find-parameter.ts';
import { parameters } from './state.ts';
import type { Parameter } from './state.ts';

export interface TagRequest {
  readonly ResourceType: string | undefined;
  readonly ResourceId: string | undefined;
}

/** Parameters are the one kind of Systems Manager's resources that is here. */
export function taggedParameter({ ResourceType: type, ResourceId: id = '' }: TagRequest, context: OperationContext): Parameter {
  if (type !== 'Parameter') throw new NotImplemented(`The resource type ${String(type)}`);
  const found = id.startsWith('arn:') ? undefined : lookUp(id, context);
  if (found === undefined) throw invalidResourceId();
  return found.parameter;
}

export function retag(request: TagRequest, context: OperationContext, change: (parameter: Parameter) => Parameter): void {
  context.transaction(() => {
    const parameter = taggedParameter(request, context);
    parameters(context.state).put(parameter.name, change(parameter));
  });
}

export function wantsOfTagging(
  request: TagRequest,
  context: OperationContext,
  action: string,
  keys: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): readonly Want[] {
  return [wantOnParameter(request.ResourceId ?? '', context, action, keys)];
}
