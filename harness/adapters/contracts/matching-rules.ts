/** One way in which a value may differ from the pact's example. */
export type Matcher = Readonly<Record<string, unknown>>;

export interface Rule {
  /** `$.items[*].id` as its parts, without `$`. */
  readonly path: readonly (string | number)[];
  readonly matchers: readonly Matcher[];
  readonly combine: 'AND' | 'OR';
}

export interface RuleSet {
  readonly body: readonly Rule[];
  /** By name, in lower case. */
  readonly headers: ReadonlyMap<string, Rule>;
  readonly status: Rule | null;
}

/** Version 2 has one list of paths (`$.body.x`, `$.headers.X`), 3 and 4 a list a part (`body`, `header`, `status`). */
export function matchingRules(rules: Readonly<Record<string, unknown>>): RuleSet {
  const version2 = Object.keys(rules).some((key) => key.startsWith('$'));
  return version2 ? ofVersion2(rules) : ofVersion3(rules);
}

function ofVersion2(rules: Readonly<Record<string, unknown>>): RuleSet {
  const all = Object.entries(rules).map(([path, matcher]): Rule => ({ path: pathOf(path), matchers: [asObject(matcher)], combine: 'AND' }));
  const within = (part: string): readonly Rule[] =>
    all.filter(({ path }) => path[0] === part).map((rule) => ({ ...rule, path: rule.path.slice(1) }));
  const headers = [...within('headers'), ...within('header')];
  return { body: within('body'), headers: new Map(headers.map((rule) => [String(rule.path[0]).toLowerCase(), rule])), status: null };
}

function ofVersion3(rules: Readonly<Record<string, unknown>>): RuleSet {
  const body = Object.entries(asObject(rules['body'])).map(([path, rule]) => ruleOf(pathOf(path), rule));
  const headers = Object.entries(asObject(rules['header'])).map(([name, rule]): [string, Rule] => [name.toLowerCase(), ruleOf([], rule)]);
  const status = rules['status'];
  return { body, headers: new Map(headers), status: status === undefined ? null : ruleOf([], asObject(status)['$'] ?? status) };
}

function ruleOf(path: Rule['path'], rule: unknown): Rule {
  const { matchers, combine } = asObject(rule);
  return { path, matchers: Array.isArray(matchers) ? matchers.map(asObject) : [asObject(rule)], combine: combine === 'OR' ? 'OR' : 'AND' };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** `$.a[*].b['c d'][0]` */
export function pathOf(expression: string): readonly (string | number)[] {
  const parts = expression.matchAll(/\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]|\[(\*)\]|\.?([^.[\]]+)/g);
  return [...parts].flatMap(([whole, single, double, index, star, name]): readonly (string | number)[] => {
    if (whole === '$') return [];
    return [index === undefined ? (single ?? double ?? star ?? name ?? '') : Number(index)];
  });
}

/**
 * The rule for a place: the one that says most of the way to it, as the specification has it. A name or index that is the same weighs 2, a
 * `*` 1, anything else rules the rule out; of two that weigh the same the longer is taken. A rule for a place holds for what is inside, too.
 */
export function ruleFor(rules: readonly Rule[], place: readonly (string | number)[]): Rule | null {
  const weighed = rules
    .filter(({ path }) => path.length <= place.length)
    .map((rule) => ({ rule, weight: rule.path.reduce<number>((weight, part, index) => weight * partWeight(part, place[index]), 2) }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight || right.rule.path.length - left.rule.path.length);
  return weighed[0]?.rule ?? null;
}

function partWeight(part: string | number, at: string | number | undefined): number {
  if (String(part) === String(at)) return 2;
  return part === '*' ? 1 : 0;
}
