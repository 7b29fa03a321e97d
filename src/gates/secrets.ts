import type { SecretsReport } from '../ports/secrets-scanner.ts';
import { searchedPlaces } from '../ports/secrets-scanner.ts';
import { defineReleaseGate } from './define-gate.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, passed, result } from './result.ts';

/** No secret in source, history, artefacts, logs or evidence; each environment has its own; functions read them when they run. */
export const secrets = defineReleaseGate('secrets', [], async ({ release }, { secrets: scanner }) => {
  const report = await scanner.search(release);
  return result(judgeSecrets(report), report.evidence);
});

export function judgeSecrets(report: SecretsReport): Judgement {
  const { shared, plain, searched, known, leftOut } = report;
  const found = foundIn(report);
  if (found !== null) return found;
  const [same] = shared;
  if (same !== undefined) {
    return failed(`${same.names.join(' and ')} have the same value${andMore(shared)}: give each environment its own.`);
  }
  const [carried] = plain;
  if (carried !== undefined) {
    const { environment, function: fn, variable, secret } = carried;
    return failed(
      `${fn} of ${environment} carries ${secret} in its variable ${variable}${andMore(plain)}: hand it the secret's name, and read the value when it runs.`,
    );
  }
  const empty = searchedPlaces.find((place) => place !== 'history' && searched[place] === 0);
  if (empty !== undefined) return inconclusive(`Nothing was searched of ${empty}: see secrets.json in the evidence.`);
  const counts = searchedPlaces.map((place) => `${String(searched[place])} of ${place}`).join(', ');
  const out = leftOut.files === 0 ? '' : `; ${String(leftOut.files)} larger than ${String(leftOut.largerThanBytes)} bytes left out`;
  return passed(`No secret in ${counts}, by rules and by ${String(known)} values of this world${out}.`);
}

function foundIn({ found }: SecretsReport): Judgement | null {
  const [first] = found;
  if (first === undefined) return null;
  const { place, where, what } = first;
  const remedy =
    place === 'history' ? 'It stays in the history: change it wherever it is in use' : 'Take it out, and change it wherever it is in use';
  return failed(`${what} is in ${place}, ${where}${andMore(found)}. ${remedy}.`);
}

function andMore(all: readonly unknown[]): string {
  return all.length === 1 ? '' : ` (and ${String(all.length - 1)} more)`;
}
