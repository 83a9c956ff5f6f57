// The generator under Random. A seed goes through SplitMix64, whose outputs fill the state of xoshiro128**, as the
// authors of the latter advise: neighbouring seeds start far apart, and the state is never all zeros.

/**
 * Successive 64-bit outputs of SplitMix64, which spreads a small seed over many bits.
 *
 * @see Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators" (2014); https://prng.di.unimi.it/splitmix64.c
 */
export function splitmix64(seed: bigint, count: number): bigint[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  });
}

/**
 * The state that a seed stands for: two outputs of SplitMix64, low half first.
 */
export function stateOf(seed: number): Uint32Array {
  const words = splitmix64(BigInt(seed), 2).flatMap((word) => [word & 0xffffffffn, word >> 32n]);
  return Uint32Array.from(words, Number);
}

/**
 * Advances a state of four 32-bit words by one step of xoshiro128**.
 *
 * @param state - four words, not all 0; changed in place.
 * @returns an integer in [0, 2^32).
 * @see Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021);
 *   https://prng.di.unimi.it/xoshiro128starstar.c
 */
export function xoshiro128(state: Uint32Array): number {
  const [s0, s1, s2, s3] = [state[0]!, state[1]!, state[2]!, state[3]!];
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  const mixed2 = s2 ^ s0;
  const mixed3 = s3 ^ s1;
  state[0] = s0 ^ mixed3;
  state[1] = s1 ^ mixed2;
  state[2] = mixed2 ^ (s1 << 9);
  state[3] = rotateLeft(mixed3, 11);
  return result;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
