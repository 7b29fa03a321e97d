import { asList, asMap, asText } from '../data.ts';
import { allows, permissionStatements } from './statements.ts';
import type { TemplateRule } from './rule.ts';

/** Each of them gives everything: who may write policies, or become anyone, has the rest. */
const everything = /^(\*|\*:\*|iam:\*|sts:\*|sts:assumerole)$/i;
const adminPolicy = /:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

export const adminStatement: TemplateRule = {
  id: 'admin-policy',
  find: (template) =>
    permissionStatements(template).flatMap((placed) => {
      const { Action: action, NotAction: notAction, Resource: resource } = placed.statement;
      if (!allows(placed) || !asList(resource).includes('*')) return [];
      const wide =
        notAction === undefined ? asList(action).find((each) => typeof each === 'string' && everything.test(each)) : 'all but a few';
      if (wide === undefined) return [];
      const message = `${placed.resource} may do ${JSON.stringify(wide)} on every resource: name the actions and the resources that it uses.`;
      return [{ at: placed.at, message }];
    }),
};

/** AWS's own policies that give the same. */
export const adminManagedPolicy: TemplateRule = {
  id: 'admin-policy',
  find: (template) =>
    template.resources.flatMap(({ id, type, properties, at }) => {
      const property = type === 'AWS::Serverless::Function' ? 'Policies' : 'ManagedPolicyArns';
      return asList(properties[property]).flatMap((arn, index) => {
        const text = typeof arn === 'string' ? arn : asText(asList(asMap(arn)['Fn::Sub'])[0]);
        const name = adminPolicy.exec(text.includes(':') ? text : `:policy/${text}`)?.[1];
        if (name === undefined) return [];
        return [
          { at: [...at, property, index], message: `${id} has ${name}: give it a policy with the actions and resources that it uses.` },
        ];
      });
    }),
};
