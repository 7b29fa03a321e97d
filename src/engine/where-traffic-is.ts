import type { Ports } from '../ports/ports.ts';

/** `CreateFunction has all on version 1, ReadFunction 5 % on 2 and 95 % on 1`: as the account says, or why it doesn't. One sentence. */
export async function whereTrafficIs(environment: string, { router }: Pick<Ports, 'router'>): Promise<string> {
  try {
    const weights = Object.entries(await router.weights(environment));
    if (weights.length === 0) return `Nothing takes ${environment}'s traffic.`;
    return `In ${environment} ${weights.map(([name, versions]) => `${name} has ${sharesOf(versions)}`).join(', ')}.`;
  } catch (cause) {
    return `Where ${environment}'s traffic goes can't be read: ${cause instanceof Error ? cause.message : String(cause)}.`;
  }
}

function sharesOf(versions: Readonly<Record<string, number>>): string {
  const shares = Object.entries(versions).filter(([, percent]) => percent > 0);
  const [only] = shares;
  if (only !== undefined && shares.length === 1) return `all on version ${only[0]}`;
  return shares.map(([version, percent]) => `${String(Number(percent.toFixed(3)))} % on ${version}`).join(' and ');
}
