import { mistakes } from "#graders/spec/authoring.ts";
import { separableDichotomies, separableFraction } from "#reference/01-neurons/capacity.ts";

/** 2 Σ_{k<terms} binom(n, k), in floats. */
function twiceTheSum(n: number, terms: number): number {
  let sum = 0;
  let binomial = 1;
  for (let k = 0; k < terms; k++) {
    sum += binomial;
    binomial *= (n - k) / (k + 1);
  }
  return 2 * sum;
}

/** Count and fraction by another formula; what the reference refuses is refused. */
function counting(count: (points: number, dimensions: number) => number) {
  return {
    separableDichotomies: (points: number, dimensions: number): number => {
      separableDichotomies(points, dimensions);
      return Math.round(count(points, dimensions));
    },
    separableFraction: (points: number, dimensions: number): number => {
      separableFraction(points, dimensions);
      return count(points, dimensions) / 2 ** points;
    },
  };
}

export default mistakes<typeof import("#reference/01-neurons/capacity.ts")>({
  // First, because counts of another formula overflow in the same way.
  "infinite over infinite": {
    looksLike: "Count and 2ᴾ are divided after both have overflowed.",
    reread: "f(P, N) = C(P, N) / 2ᴾ, which lies in [0, 1] however large both are",
    separableFraction: (points, dimensions) => {
      separableFraction(points, dimensions);
      return twiceTheSum(points - 1, dimensions) / 2 ** points;
    },
  },
  "sum up to N": {
    looksLike: "The sum has N + 1 terms: k = N is counted too.",
    reread: "Σ_{k<N}: k = 0, …, N − 1",
    ...counting((points, dimensions) => twiceTheSum(points - 1, dimensions + 1)),
  },
  "binomials of P": {
    looksLike: "The binomials are binom(P, k), of all points.",
    reread: "C(P, N) = 2 Σ_{k<N} binom(P − 1, k)",
    ...counting((points, dimensions) => twiceTheSum(points, dimensions)),
  },
  "factor 2 missing": {
    looksLike: "Each split is counted once, though either side may be class 1.",
    reread: "C(P, N) = 2 Σ …",
    ...counting((points, dimensions) => twiceTheSum(points - 1, dimensions) / 2),
  },
  "every labelling": {
    looksLike: "All 2ᴾ labellings are counted as separable, whatever the dimension.",
    reread: "Σ_{k<N}: the sum ends at N − 1, also when P − 1 is larger",
    separableDichotomies: (points, dimensions) => {
      separableDichotomies(points, dimensions);
      return 2 ** points;
    },
    separableFraction: (points, dimensions) => {
      separableFraction(points, dimensions);
      return 1;
    },
  },
  "only the last binomial": {
    looksLike: "Only binom(P − 1, N − 1) is doubled; the binomials before it are missing.",
    reread: "2 Σ_{k<N} binom(P − 1, k): a sum",
    ...counting((points, dimensions) => twiceTheSum(points - 1, dimensions) - twiceTheSum(points - 1, dimensions - 1)),
  },
  "of half the labellings": {
    looksLike: "The count is divided by 2ᴾ⁻¹, so fractions come out twice as large.",
    reread: "of 2ᴾ ways to label them",
    separableFraction: (points, dimensions) => 2 * separableFraction(points, dimensions),
  },
});
