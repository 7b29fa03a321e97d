import { checkDocument } from './check-document.ts';
import { type Scenario, scenarioFile } from './scenario-file.ts';
import { readYaml } from './yaml-document.ts';

/** A scenario's text; throws ConfigError with the place of each mistake. */
export function loadScenario(file: string, text: string): Scenario {
  const document = readYaml(file, text);
  const scenario = checkDocument(document, scenarioFile);
  return scenario;
}
