import { readTemplate } from '../template/read-template.ts';
import { buildStackModel, type StackModel } from '../template/stack-model.ts';
import { parseStackArn } from '../stack-arn.ts';
import type { ResourceValues } from '../template/scope.ts';
import { attributeOf } from './attribute-of.ts';
import type { Deployed } from './deployed.ts';
import type { StackTables } from '../state.ts';
import { resourceOf, type StackRun } from './stack-run.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';

/** The model of what a stack was asked to be. */
export function modelOf(
  work: { readonly tables: StackTables; readonly kinds: ReadonlyMap<string, AnyResourceKind>; readonly stackId: string },
  deployed: Pick<Deployed, 'template' | 'parameters'>,
): StackModel {
  const { account, region, stackName } = parseStackArn(work.stackId);
  const names = { account, region, stackName, stackId: work.stackId, importValue: (name: string) => work.tables.exports.get(name)?.value };
  return buildStackModel(readTemplate(deployed.template), deployed.parameters, names, work.kinds);
}

/** The values of resources that exist now. */
export function presentValues(run: StackRun): ResourceValues {
  return {
    ref: (logicalId) => resourceOf(run, logicalId)?.physicalId,
    attribute: (logicalId, attribute) => attributeOf(resourceOf(run, logicalId), attribute),
  };
}
