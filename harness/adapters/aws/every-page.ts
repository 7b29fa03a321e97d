/** One answer to a List or Describe call, and where the next one goes on; no token where it was the last. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** All that AWS lists: it answers no more than a page at once, whatever was asked for. An empty page may be followed by others. */
export async function everyPage<Item>(ask: (token: string | undefined) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await ask(token);
    all.push(...(items ?? []));
    token = next;
  } while (token !== undefined && token !== '');
  return all;
}
