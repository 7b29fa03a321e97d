/**
 * Every principal with every target where they are few; where they are many, each principal and each target at least once, walked through side by
 * side so that the partners differ.
 */
export function pairsOf<Principal, Target>(
  principals: readonly Principal[],
  targets: readonly Target[],
  most: number,
): readonly (readonly [Principal, Target])[] {
  if (principals.length * targets.length <= most)
    return principals.flatMap((principal) => targets.map((target) => [principal, target] as const));
  const longer = Math.max(principals.length, targets.length);
  return Array.from(
    { length: longer },
    (_, index) => [principals[index % principals.length], targets[index % targets.length]] as const,
  ).filter((pair): pair is readonly [Principal, Target] => pair[0] !== undefined && pair[1] !== undefined);
}
