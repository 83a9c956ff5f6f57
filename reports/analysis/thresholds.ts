/** Where a figure becomes a piece of advice. Each with its source; the page prints both. */

/**
 * Below this many submissions no coefficient is shown. The standard error of a correlation of 0 is about 1/√(n − 3)
 * (Fisher 1921): with 10 it is 0.38, as wide as all the bands of Ebel together.
 */
export const fewest = 10;

/** Below this many, coefficients are shown with a warning: the same standard error is still 0.19, a whole band. */
export const few = 30;

/**
 * Below 0.2 an item is "poor, to be rejected or revised". Ebel & Frisbie, Essentials of Educational Measurement, 5th
 * ed. (1991), p. 232.
 */
export const discrimination = { marginal: 0.2 } as const;

/**
 * A correlation is below 0 by more than chance where it is below −1.645/√(n − 3): of items that discriminate not at all,
 * one in twenty is lower (Fisher 1921; the 5 % point of the normal distribution).
 */
export function negative(count: number): number {
  return -1.645 / Math.sqrt(count - 3);
}

/** Outside, nearly all have the same score, so an item can't tell people apart, however good. Our choice. */
export const telling = { from: 0.1, to: 0.9 } as const;

/**
 * Items between 0.3 and 0.7 tell most about differences. Allen & Yen, Introduction to Measurement Theory (1979), p.
 * 121.
 */
export const hard = 0.3;

/**
 * The usual least value for α where no decision on a single person hangs on it alone. Nunnally, Psychometric Theory,
 * 2nd ed. (1978), p. 245.
 */
export const reliable = 0.7;

/** α rises by so much when an exercise is left out. Our choice: less is noise in a class. */
export const betterWithout = 0.01;

/**
 * A mistake that so many of those make who tried is worth a word to all: one in five, and three people at least. Our
 * choice.
 */
export const common = { share: 0.2, people: 3 } as const;

/** So many verdicts missing is a matter of the check, not of one submission. Our choice. */
export const undecided = 0.05;
