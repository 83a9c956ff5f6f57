/** From what an attempt gives to the mark: points that somebody gave to the whole, then the cap, then rounding. */
import { Fraction } from "./fraction.ts";
import type { Total } from "./grade.ts";
import type { ManualEntry } from "./manual.ts";
import type { AttemptMark } from "./mark-attempt.ts";
import type { Policy, Rounding } from "./policy.ts";
import { roundedTo } from "./rounding.ts";

const hundredths: Rounding = { to: 0.01 };

/** Undefined where nothing could be graded and nobody set the whole. */
export function totalOf(
  value: AttemptMark["value"],
  byHand: ManualEntry | undefined,
  { cap, scale }: Policy,
): Total | undefined {
  if (!value && byHand?.mode !== "set") return undefined;
  const { regular, bonus, bonusCut } = value ?? {
    regular: Fraction.zero,
    bonus: Fraction.zero,
    bonusCut: Fraction.zero,
  };
  const given = byHand ? Fraction.of(byHand.points) : Fraction.zero;
  const before = (byHand?.mode === "set" ? given : regular.plus(bonus).plus(given)).atLeast(Fraction.zero);
  const limit = cap === undefined ? undefined : Fraction.of(cap);
  const capped = limit ? before.atMost(limit) : before;
  const rounded = roundedTo(scale?.round ?? hundredths, capped);
  return {
    regular: regular.toNumber(),
    bonus: bonus.toNumber(),
    bonusCut: bonusCut.toNumber(),
    ...(byHand ? { byHand } : {}),
    before: before.toNumber(),
    capped: limit !== undefined && before.compare(limit) > 0,
    // Rounding may go above the cap where that is no multiple of the step.
    mark: (limit ? rounded.atMost(limit) : rounded).toNumber(),
  };
}
