import { asList, asMap, isMap } from '../data.ts';
import { allows, resourceStatements, trustStatements } from './statements.ts';
import type { Offence, TemplateRule } from './rule.ts';

/** Anybody at all, in a role's trust or a resource's policy, with nothing that narrows it. */
export const anyPrincipal: TemplateRule = {
  id: 'any-principal',
  find: (template) =>
    [...trustStatements(template), ...resourceStatements(template)]
      .filter((placed) => allows(placed) && isAnybody(placed.statement['Principal']) && !isNarrowed(placed.statement['Condition']))
      .map(({ at, resource }) => ({ at, message: `${resource} lets anybody in (Principal "*"): name who may, or add a Condition.` })),
};

/** A function that anybody may invoke. Behind a function URL or an API, AWS wants it so; the call is then checked there. */
export const anybodyInvokes: TemplateRule = {
  id: 'any-principal',
  find: (template) =>
    template.resources.flatMap(({ id, type, properties, at }): readonly Offence[] => {
      if (type !== 'AWS::Lambda::Permission' || properties['Principal'] !== '*') return [];
      const narrowed = ['FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'SourceArn', 'SourceAccount', 'PrincipalOrgID'];
      if (narrowed.some((name) => properties[name] !== undefined)) return [];
      return [{ at, message: `${id} lets anybody invoke the function (Principal "*"): name the service or account, and its SourceArn.` }];
    }),
};

function isAnybody(principal: unknown): boolean {
  const named = isMap(principal) ? asMap(principal)['AWS'] : principal;
  return asList(named).includes('*');
}

function isNarrowed(condition: unknown): boolean {
  return isMap(condition) && Object.keys(condition).length > 0;
}
