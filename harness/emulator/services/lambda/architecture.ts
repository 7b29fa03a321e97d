import { constraintBroken } from './errors.ts';

/** Both are run by the machine's own Node.js: a function in plain JavaScript can't tell. */
export function architectureFrom(architectures: readonly string[] | undefined): string {
  const [architecture = 'x86_64', ...more] = architectures ?? [];
  if (more.length > 0)
    throw constraintBroken(`[${architectures?.join(', ')}]`, 'architectures', 'Member must have length less than or equal to 1');
  if (architecture !== 'x86_64' && architecture !== 'arm64') {
    throw constraintBroken(`[${architecture}]`, 'architectures', 'Member must satisfy enum value set: [x86_64, arm64]');
  }
  return architecture;
}
