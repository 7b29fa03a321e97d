/**
 * Works through `items`, at most `lanes` at a time; answers in the items' order. Those that are `bound` all go through lane 0, first and in
 * order; the others through whichever lane is free. After the first that throws no other is begun.
 */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  { lanes, bound }: { readonly lanes: number; readonly bound: (item: Item) => boolean },
  work: (item: Item, lane: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const failures: unknown[] = [];
  const entries = [...items.entries()];
  const free = entries.filter(([, item]) => !bound(item)).values();
  const through = async (queue: Iterable<readonly [number, Item]>, lane: number): Promise<void> => {
    for (const [index, item] of queue) {
      if (failures.length > 0) return;
      try {
        results.set(index, await work(item, lane));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const run = async (lane: number): Promise<void> => {
    if (lane === 0) {
      await through(
        entries.filter(([, item]) => bound(item)),
        lane,
      );
    }
    await through(free, lane);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
  if (failures.length > 0) throw failures[0];
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
