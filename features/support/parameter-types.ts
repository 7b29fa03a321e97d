import { defineParameterType } from '@cucumber/cucumber';
import { environments, type Environment } from './prepared-release.ts';

defineParameterType({
  name: 'environment',
  regexp: new RegExp(environments.join('|')),
  transformer: (name: string) => name as Environment,
});

defineParameterType({
  name: 'outcome',
  regexp: /released|blocked|rolled back|waiting/,
  transformer: (text: string) => text.replace(' ', '-'),
});

defineParameterType({ name: 'verdict', regexp: /passed|failed|inconclusive|waiting/, transformer: (text: string) => text });

defineParameterType({ name: 'gate', regexp: /[a-z][a-z-]*/, useForSnippets: false, transformer: (text: string) => text });

/** `build, migrate and deploy` */
defineParameterType({
  name: 'list',
  regexp: /[a-z-]+(?:, [a-z-]+)*(?: and [a-z-]+)?/,
  useForSnippets: false,
  transformer: (text: string) => text.split(/, | and /),
});

/** An environment of the path, or a preview. */
defineParameterType({ name: 'place', regexp: /dev|preview-[a-z-]+/, useForSnippets: false, transformer: (text: string) => text });
