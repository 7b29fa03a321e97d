import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

export interface CaseResult {
  readonly service: string;
  readonly name: string;
  /** Null where the backend does what AWS does; else what was seen, in a line. */
  readonly difference: string | null;
  readonly durationMs: number;
}

export interface SuiteLimits {
  /** A case that takes longer counts as different: it came to no answer. */
  readonly caseMs: number;
  /** Services at once; the cases of one service come one after another. */
  readonly atOnce: number;
}

/** Every case of every suite on one backend. A case that fails is a result, not an error. */
export async function runSuites(
  suites: readonly Conformance[],
  worldOf: () => ConformanceWorld,
  limits: SuiteLimits,
): Promise<readonly CaseResult[]> {
  const waiting = [...suites];
  const results = new Map<string, readonly CaseResult[]>();
  const work = async (): Promise<void> => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
      const own: CaseResult[] = [];
      for (const each of suite.cases) own.push(await runCase(suite.service, each, worldOf(), limits.caseMs));
      results.set(suite.service, own);
    }
  };
  await Promise.all(Array.from({ length: limits.atOnce }, work));
  return suites.flatMap(({ service }) => results.get(service) ?? []);
}

async function runCase(service: string, each: ConformanceCase, world: ConformanceWorld, limitMs: number): Promise<CaseResult> {
  const startedMs = performance.now();
  const limit = Promise.withResolvers<string>();
  const timer = setTimeout(() => limit.resolve(`no answer in ${String(limitMs / 1000)} s`), limitMs);
  const difference = await Promise.race([differenceOf(each, world), limit.promise]);
  clearTimeout(timer);
  return { service, name: each.name, difference, durationMs: Math.round(performance.now() - startedMs) };
}

async function differenceOf(each: ConformanceCase, world: ConformanceWorld): Promise<string | null> {
  try {
    await each.run(world);
    return null;
  } catch (error) {
    return lineOf(wordsOf(error));
  }
}

/** A fetch that failed says why in its cause only. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const because = error.cause instanceof Error && error.cause.message !== '' ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${because}`;
}

/** Without what is new in every run: identifiers, ports, the numbers of unique names. */
export function lineOf(words: string): string {
  return words
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\b(127\.0\.0\.1|localhost):\d+/g, '$1:<port>')
    .replaceAll(/\b([a-z]+)(-[0-9a-f]{6})?-\d+\b/g, '$1-<n>')
    .replaceAll(/\s+/g, ' ')
    .replace('Error: The call was answered where it had to be refused.', 'answered, where AWS refuses')
    .replace(/^AssertionError: Expected values to be strictly (deep-)?equal: \+ actual - expected/, '(+ seen, - AWS)')
    .replace(/^AssertionError: (Expected values to be strictly equal: )?/, '')
    .trim()
    .slice(0, 160);
}
