/** What `gradecheck similarity` prints. One line for each group and each of its pairs, then what was not compared. */
import type { SimilarityGroup, Similarity } from "#graders/result/similarity.ts";

const shownPairs = 3;

export function similarityLines({ groups, exercises, threshold }: Similarity): string[] {
  const lines = groups.flatMap(groupLines);
  const silent = exercises.filter(({ compared }) => compared < 2).map(({ exercise }) => exercise);
  const unread = exercises.reduce((sum, each) => sum + each.unread.length, 0);
  return [
    ...(groups.length === 0 ? [`No two are alike by ${percent(threshold)} or more.`] : lines),
    "",
    ...(silent.length === 0 ? [] : [`Too short, or too rarely handed in, to say anything: ${silent.join(", ")}.`]),
    ...(unread === 0
      ? []
      : [
          `${unread} ${unread === 1 ? "answer" : "answers"} could not be read as TypeScript: similarity.json says which and why.`,
        ]),
    "Alike is not copied. docs/similarity.md says what a figure means before anybody is asked about it.",
  ];
}

function groupLines({ exercise, submissions, pairs, pairCount, toReference }: SimilarityGroup): string[] {
  const near = toReference !== undefined && toReference >= 0.5 ? "; much of it is in the reference too" : "";
  const more = pairCount - Math.min(pairCount, shownPairs);
  return [
    `${exercise}: ${submissions.join(", ")}${near}`,
    ...pairs.slice(0, shownPairs).map(({ a, b, share, longest }) => {
      const lines = `${longest.lines} ${longest.lines === 1 ? "line" : "lines"}`;
      return `  ${percent(share)}  ${a} and ${b}; longest stretch ${lines}, from line ${longest.inA} and ${longest.inB}`;
    }),
    ...(more === 0 ? [] : [`  and ${more} ${more === 1 ? "pair" : "pairs"} more`]),
  ];
}

function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`.padStart(5);
}
