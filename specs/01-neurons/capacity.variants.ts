import { variants } from "#graders/spec/authoring.ts";
import { separableDichotomies, separableFraction } from "#reference/01-neurons/capacity.ts";

/** Σ_{k=2}^{n} ln k */
function logFactorial(n: number): number {
  let sum = 0;
  for (let k = 2; k <= n; k++) sum += Math.log(k);
  return sum;
}

export default variants<typeof import("#reference/01-neurons/capacity.ts")>({
  "the formula in whole numbers of any length": {
    separableDichotomies: (points, dimensions) => {
      separableDichotomies(points, dimensions); // refuses what is no count
      let sum = 0n;
      let binomial = 1n;
      for (let k = 0; k < Math.min(points, dimensions); k++) {
        sum += binomial;
        binomial = (binomial * BigInt(points - 1 - k)) / BigInt(k + 1);
      }
      return Number(2n * sum);
    },
  },
  "binomials by their logarithms": {
    separableFraction: (points, dimensions) => {
      separableFraction(points, dimensions); // refuses what is no count
      const whole = logFactorial(points - 1);
      let sum = 0;
      for (let k = 0; k < Math.min(points, dimensions); k++) {
        sum += Math.exp(whole - logFactorial(k) - logFactorial(points - 1 - k) - (points - 1) * Math.LN2);
      }
      return Math.min(1, sum);
    },
  },
});
