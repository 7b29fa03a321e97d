import { asList, isMap } from '../data.ts';
import { allows, trustStatements } from './statements.ts';
import type { Offence, PlacedStatement, TemplateRule } from './rule.ts';
import { conditionsOn, type TrustCondition } from './trust-conditions.ts';

/** Who brings a token of an OpenID Connect provider becomes the role: which token it has to be must be said to the end. */
export const wildcardTrustSubject: TemplateRule = {
  id: 'wildcard-trust-subject',
  find: (template) => trustStatements(template).filter(trustsTokens).flatMap(subjectOffences),
};

export const wildcardTrustAudience: TemplateRule = {
  id: 'wildcard-trust-audience',
  find: (template) => trustStatements(template).filter(trustsTokens).flatMap(audienceOffences),
};

function subjectOffences(placed: PlacedStatement): readonly Offence[] {
  const conditions = conditionsOn(placed.statement, 'sub');
  const one = `name the one repository and environment (repo:org/repository:environment:production)`;
  if (conditions.length === 0)
    return [{ at: placed.at, message: `${placed.resource} trusts every subject of its identity provider: ${one}.` }];
  const open = openValue(conditions, isOpenSubject);
  return open === null
    ? []
    : [{ at: [...placed.at, 'Condition'], message: `${placed.resource} trusts "${open}", which is more than one subject: ${one}.` }];
}

function audienceOffences(placed: PlacedStatement): readonly Offence[] {
  const conditions = conditionsOn(placed.statement, 'aud');
  if (conditions.length === 0)
    return [{ at: placed.at, message: `${placed.resource} trusts tokens made for any audience: ask for one, such as sts.amazonaws.com.` }];
  const open = openValue(conditions, (value) => /[*?]/.test(value));
  return open === null
    ? []
    : [
        {
          at: [...placed.at, 'Condition'],
          message: `${placed.resource} takes tokens made for "${open}": ask for one audience, such as sts.amazonaws.com.`,
        },
      ];
}

/** Conditions are joined by and: one that is narrow is enough. Values are joined by or: each of them has to be. */
function openValue(conditions: readonly TrustCondition[], isOpen: (value: string) => boolean): string | null {
  const open = conditions.map(({ values, pattern }) => (pattern ? values.find(isOpen) : undefined) ?? null);
  return open.includes(null) ? null : (open[0] ?? null);
}

/** `*`, `repo:org/*`, `repo:*:environment:uat`, `repo:org/app:*`, `…:ref:refs/heads/*`; a part of a tag may stay open (`refs/tags/v*`). */
function isOpenSubject(value: string): boolean {
  const [kind = '', owner = ''] = value.split(':');
  if (/[*?]/.test(kind) || /[*?]/.test(owner)) return true;
  return value
    .replace(/:ref:refs\/tags\/[^:]*$/, '')
    .split(/[:/]/)
    .some((part) => /^[*?]+$/.test(part));
}

/** Of an OpenID Connect provider of the account's own. Those that AWS knows by name (Cognito's identity pools) have claims of their own. */
function trustsTokens(placed: PlacedStatement): boolean {
  const { Principal: principal, Action: action } = placed.statement;
  const providers = asList(isMap(principal) ? principal['Federated'] : undefined);
  const own = providers.some((provider) => typeof provider !== 'string' || provider.includes(':oidc-provider/'));
  return (
    allows(placed) && own && asList(action).some((each) => each === 'sts:AssumeRoleWithWebIdentity' || each === 'sts:*' || each === '*')
  );
}
