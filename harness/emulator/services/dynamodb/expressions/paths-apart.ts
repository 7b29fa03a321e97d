import type { Problems } from './problems.ts';
import { showPath } from './syntax.ts';
import type { DocumentPath } from './syntax.ts';

/** No path of an update or a projection may lie in another, and one place can't be a list and a map. */
export function checkPathsApart(paths: readonly DocumentPath[], problems: Problems): void {
  paths.forEach((path, index) => {
    for (const earlier of paths.slice(0, index)) {
      const relation = relationOf(earlier, path);
      if (relation === 'apart') continue;
      problems.note(
        'paths',
        `Two document paths ${relation} with each other; must remove or rewrite one of these paths; path one: ${showPath(earlier)}, path two: ${showPath(path)}`,
      );
    }
  });
}

function relationOf(one: DocumentPath, two: DocumentPath): 'apart' | 'overlap' | 'conflict' {
  const shared = Math.min(one.length, two.length);
  for (let index = 0; index < shared; index += 1) {
    if (typeof one[index] !== typeof two[index]) return 'conflict';
    if (one[index] !== two[index]) return 'apart';
  }
  return 'overlap';
}
