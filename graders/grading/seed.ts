/** A seed for each check from the one seed of a grading, so that adding a check leaves the inputs of all others alone. */
export function seedFor(seed: number, ...path: readonly string[]): number {
  // FNV-1a, 32 bits; the sign bit is dropped because generators take seeds that aren't negative.
  let hash = 0x811c9dc5;
  for (const character of [String(seed), ...path].join("\0")) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  }
  return (hash >>> 0) % 2 ** 31;
}
