/**
 * The 95 % interval of Wilson for a share.
 *
 * `(p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)` with z = 1.96 (to double precision)
 *
 * Unlike p̂ ± z √(p̂(1 − p̂)/n) it says something about 0 of n, and never leaves [0, 1].
 *
 * @see Wilson, Probable inference (1927); Newcombe, Two-sided confidence intervals for the single proportion (1998), method 3.
 */
export function wilson(hits: number, trials: number): { readonly low: number; readonly high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const z = 1.959963984540054;
  const share = hits / trials;
  const middle = share + z ** 2 / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return {
    low: hits === 0 ? 0 : (middle - spread) / scale,
    high: hits === trials ? 1 : (middle + spread) / scale,
  };
}
