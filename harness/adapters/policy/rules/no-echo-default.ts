import { asMap, asText } from '../data.ts';
import type { TemplateRule } from './rule.ts';

/** A parameter that is kept out of every listing, and whose value everybody can read in the template. */
export const noEchoDefault: TemplateRule = {
  id: 'static-credential',
  find: ({ parameters }) =>
    Object.entries(parameters).flatMap(([name, parameter]) => {
      const { NoEcho: noEcho, Default: value } = asMap(parameter);
      if (asText(noEcho) !== 'true' || asText(value) === '') return [];
      const message = `parameter ${name} is NoEcho and its Default is there to read: take the Default out, and read the secret at run time.`;
      return [{ at: ['Parameters', name, 'Default'], message }];
    }),
};
