import type { Finding } from '../../../../src/ports/check-runner.ts';
import { isObject, listOf, parseJson, type ReportContent, textOf, UnreadableReport } from './report.ts';

/** SARIF 2.1.0. No runs means that nothing ran. */
export function readSarif(text: string): ReportContent {
  const root = parseJson(text);
  const runs = isObject(root) ? listOf(root['runs']).filter(isObject) : [];
  if (runs.length === 0) throw new UnreadableReport('holds no run');
  return { findings: runs.flatMap((run) => listOf(run['results']).filter(isObject).map(toFinding)) };
}

function toFinding(result: Readonly<Record<string, unknown>>): Finding {
  const message = isObject(result['message']) ? textOf(result['message']['text']) : '';
  const level = textOf(result['level'], 'warning');
  return {
    rule: textOf(result['ruleId'], '?'),
    message,
    level: level === 'error' ? 'error' : level === 'note' || level === 'none' ? 'note' : 'warning',
    place: placeOf(result),
  };
}

function placeOf(result: Readonly<Record<string, unknown>>): string {
  const location = listOf(result['locations']).find(isObject);
  const physical = location !== undefined && isObject(location['physicalLocation']) ? location['physicalLocation'] : {};
  const artifact = isObject(physical['artifactLocation']) ? textOf(physical['artifactLocation']['uri']) : '';
  const region = isObject(physical['region']) ? physical['region'] : {};
  return [artifact, textOf(region['startLine']), textOf(region['startColumn'])].filter((part) => part !== '').join(':');
}
