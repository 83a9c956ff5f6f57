/** Classes as they come: of nobody, of one, of 800, with names that are long or written from right to left. */
import type { ExerciseResult, Result } from "#graders/result/result.ts";
import { check, exercise, result } from "#reports/samples/build.ts";
import { mixed, samples } from "#reports/samples/results.ts";

const rightToLeft = ["عمر الخيام", "עדה לאבלייס (23)", "student-7 محمد بن موسى الخوارزمي", "ada-lovelace"];
const long = [
  "Donaudampfschifffahrtsgesellschaft".repeat(4),
  "Wolfeschlegelsteinhausen ".repeat(12).trim(),
  "李".repeat(120),
];

export const classes: { readonly [name: string]: readonly Result[] } = {
  nobody: [],
  one: [mixed],
  "all kinds": samples,
  "long and right-to-left names": [...rightToLeft, ...long].map((name) => ({
    ...mixed,
    submission: { ...mixed.submission, id: name },
  })),
};

const units = ["01-neurons", "02-activations", "03-losses", "05-data", "12-transformers"];

/** 800 submissions of 30 exercises each, too many for one map, and no two neighbours alike. */
export function large(): Result[] {
  return Array.from({ length: 800 }, (_, index) =>
    result(
      `student-${index + 1}`,
      units.flatMap((unit, place) =>
        ["first", "second", "third", "fourth", "fifth", "sixth"].map((name, turn) =>
          drawn(`${unit}/${name}`, `The ${name} of its unit`, index * (1 + 2 * turn) + place),
        ),
      ),
    ),
  );
}

/** Each state in its turn: passed, wrong, stopped, and now and then not handed in. */
function drawn(id: string, title: string, turn: number): ExerciseResult {
  if (turn % 17 === 0) return { id, title, status: "not started", points: 0, maxPoints: 9, checks: [] };
  const statuses = ["pass", "fail", "error", "pass", "inconclusive"] as const;
  return exercise(
    id,
    title,
    Array.from({ length: 4 }, (_, place) => {
      const status = statuses[(turn + place * (turn % 3)) % statuses.length]!;
      return check(`check ${place + 1} of ${title.toLowerCase()}`, 1 + place, {
        status,
        visibility: place === 3 ? "hidden" : "visible",
        ...(status === "pass" ? {} : { lesson: { summary: `The entry at [${place}] is ${turn}, expected ${place}.` } }),
      });
    }),
  );
}
