/**
 * Right answers to an exercise, as many different ones as there are ways to write it.
 *
 * An answer is made of decisions: which loop, in one step or two, checked first or not at all. Each way was written by hand; a student takes
 * one at each decision, the first ones more often. So two students who have never met agree in many places and differ in many, as in a class.
 * All answers pass the exercise's checks: solutions.test.ts grades some.
 */
import type { Random } from "#tensor";

/** Takes one of the ways. The first is twice as common as the second, three times as common as the third. */
export type Decide = <Way>(...ways: readonly [Way, Way, ...Way[]]) => Way;

/** One answer: the text of the file. */
export type Solutions = (decide: Decide) => string;

export function decider(random: Random): Decide {
  return (...ways) => {
    const total = ways.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
    let draw = total * random.uniform([]).item();
    for (const [rank, way] of ways.entries()) if ((draw -= 1 / (rank + 1)) < 0) return way;
    return ways[0];
  };
}
