/** Submissions that hang together by pairs: the connected components. */
export interface Group<Pair> {
  readonly members: readonly string[];
  /** In the order given. */
  readonly pairs: readonly Pair[];
}

/** In the order of each group's first pair. */
export function groupsOf<Pair extends { readonly a: string; readonly b: string }>(
  pairs: readonly Pair[],
): Group<Pair>[] {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    const parent = parents.get(id) ?? id;
    if (parent === id) return id;
    const found = root(parent);
    parents.set(id, found);
    return found;
  };
  for (const { a, b } of pairs) parents.set(root(a), root(b));
  const byRoot = Map.groupBy(pairs, ({ a }) => root(a));
  return byRoot
    .values()
    .map((own) => ({ members: [...new Set(own.flatMap(({ a, b }) => [a, b]))].toSorted(), pairs: own }))
    .toArray();
}
