/** What happened to the grades of the classes that are opened. */
import type { Happening, TrailEntry } from "#graders/result/trail.ts";
import type { SubmissionChange } from "#graders/result/changes.ts";

/** Every kind of event for each submission, in an order that can happen. */
export function trailFor(ids: readonly string[]): TrailEntry[] {
  let minutes = 0;
  const told = (submission: string, happening: Happening): TrailEntry => {
    minutes += 0.1;
    return { at: new Date(Date.UTC(2026, 10, 27, 20, minutes)).toISOString(), who: "kim", submission, ...happening };
  };
  const each = (happening: (index: number) => Happening): TrailEntry[] =>
    ids.map((id, index) => told(id, happening(index)));
  return [
    ...each((index) => ({ what: "graded", after: index % 10, maxPoints: 10 })),
    ...each((index) => ({ what: "regraded", after: (index * 3) % 10, maxPoints: 10 })),
    { at: "2026-11-28T08:00:00.000Z", who: "kim", what: "dropped", submissions: ids.length },
    ...each((index) => ({ what: "applied", before: index % 10, after: (index * 7) % 10, maxPoints: 10 })),
    ...ids.slice(0, 4).flatMap((id): TrailEntry[] => [
      told(id, { what: "marked", place: ["02-activations/relu"], mode: "add", points: -1.5, comment: `For ${id}.` }),
      told(id, {
        what: "marked",
        place: ["02-activations/relu"],
        mode: "set",
        points: 2,
        instead: { mode: "add", points: -1.5 },
        comment: "After a word in the office hour.\nIt was right all along.",
      }),
    ]),
  ];
}

/** Losses, gains and neither, in turn, each through some checks. */
export function changesFor(ids: readonly string[]): SubmissionChange[] {
  return ids.map((submission, index) => {
    const before = { points: 5, maxPoints: 12 };
    const after = { points: 5 + (index % 7) - 3, maxPoints: 12 };
    const checks = Array.from({ length: 1 + (index % 11) }, (_, place) => ({
      name: `check ${place + 1} of relu`,
      ...(place % 3 === 0 ? {} : { before: { status: "fail" as const, points: 0, maxPoints: 2 } }),
      after: { status: "pass" as const, points: 2, maxPoints: 2 },
    }));
    return { submission, before, after, exercises: [{ id: "02-activations/relu", before, after, checks }] };
  });
}
