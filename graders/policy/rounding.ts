/** Rounds a mark as the policy says, exactly: a half is a half. */
import { Fraction } from "./fraction.ts";
import type { Rounding } from "./policy.ts";

const half = Fraction.of(0.5);

/** @param value - at least 0. */
export function roundedTo({ to, rule = "half-up" }: Rounding, value: Fraction): Fraction {
  const step = Fraction.of(to);
  const steps = value.dividedBy(step);
  const below = steps.floor();
  const rest = steps.minus(whole(below));
  return whole(below + (goesUp(rule, rest, below) ? 1n : 0n)).times(step);
}

function goesUp(rule: NonNullable<Rounding["rule"]>, rest: Fraction, below: bigint): boolean {
  if (rule === "down") return false;
  if (rule === "up") return rest.isPositive;
  const beside = rest.compare(half);
  return beside > 0 || (beside === 0 && (rule === "half-up" || below % 2n === 1n));
}

function whole(value: bigint): Fraction {
  return Fraction.quotient(value, 1n);
}
