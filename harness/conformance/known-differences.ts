import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CaseResult } from './run-suites.ts';

const file = z.strictObject({
  emulator: z.string().min(1),
  /** By service, by case: what was seen in the place of what AWS does. */
  differences: z.record(z.string(), z.record(z.string(), z.string().min(1))),
  /** By service: the cases in which it does what AWS does. A case that is in neither was never tried on it. */
  alike: z.record(z.string(), z.array(z.string())),
  /** By service, by case: what comes out now so and now so, and why. Neither is a surprise. Written by hand. */
  unsteady: z.record(z.string(), z.record(z.string(), z.string().min(1))),
});

/** What a backend is known to do otherwise than AWS, as it was seen last. */
export type KnownDifferences = z.infer<typeof file>;

export const comparedEmulators = ['localstack', 'ministack'] as const;
export type ComparedEmulator = (typeof comparedEmulators)[number];

const pathOf = (name: ComparedEmulator): URL => new URL(`differences/${name}.json`, import.meta.url);

export async function readKnownDifferences(name: ComparedEmulator): Promise<KnownDifferences> {
  return file.parse(JSON.parse(await readFile(pathOf(name), 'utf8')));
}

export async function writeKnownDifferences(name: ComparedEmulator, known: KnownDifferences): Promise<void> {
  await writeFile(pathOf(name), `${JSON.stringify(known, null, 2)}\n`);
}

export function differencesIn(results: readonly CaseResult[]): KnownDifferences['differences'] {
  const differences: Record<string, Record<string, string>> = {};
  for (const { service, name, difference } of results) if (difference !== null) (differences[service] ??= {})[name] = difference;
  return differences;
}

export function alikeIn(results: readonly CaseResult[]): KnownDifferences['alike'] {
  const alike: Record<string, string[]> = {};
  for (const { service, name, difference } of results) if (difference === null) (alike[service] ??= []).push(name);
  return alike;
}

export interface Surprises {
  /** Differs, and isn't known to. */
  readonly fresh: readonly string[];
  /** Known to differ, and doesn't, or is no case any more: the list says what isn't so. */
  readonly vanished: readonly string[];
  /** Does what AWS does, and isn't written down: nobody had tried it. */
  readonly untried: readonly string[];
}

/** What is not as the list says. The words of a difference are for people; that there is one is what counts. */
export function surprisesIn(results: readonly CaseResult[], { differences, alike, unsteady }: KnownDifferences): Surprises {
  const steady = results.filter(({ service, name }) => unsteady[service]?.[name] === undefined);
  const differs = (service: string, name: string): boolean => differences[service]?.[name] !== undefined;
  const seen = steady.filter(({ difference }) => difference !== null);
  const fresh = seen
    .filter(({ service, name }) => !differs(service, name))
    .map(({ service, name, difference }) => `${service}: ${name}: ${difference ?? ''}`);
  const vanished = Object.entries(differences).flatMap(([service, cases]) =>
    Object.keys(cases)
      .filter((name) => !seen.some((result) => result.service === service && result.name === name))
      .map((name) => `${service}: ${name}`),
  );
  const untried = steady
    .filter(({ service, name, difference }) => difference === null && !differs(service, name) && !(alike[service] ?? []).includes(name))
    .map(({ service, name }) => `${service}: ${name}`);
  return { fresh, vanished, untried };
}
