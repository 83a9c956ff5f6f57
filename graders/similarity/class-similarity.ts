/**
 * Compares the answers of a class, exercise by exercise.
 *
 * Each submission is opened once and read for all exercises; what stays in memory is what the tool makes of each answer. Nothing depends on
 * the order in which submissions come.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openSubmission, type Submission } from "#graders/batch/submissions.ts";
import { stripTypes } from "#graders/execution/source/strip.ts";
import type { ComparedExercise, Similarity, SimilarityGroup, UnreadSubmission } from "#graders/result/similarity.ts";
import { projectRoot } from "#graders/spec/load.ts";
import type { AlikePair } from "./alike.ts";
import { answerOf } from "./answers.ts";
import { groupsOf } from "./groups.ts";
import type { Comparison, Given, Tool } from "./tool.ts";

export interface Watching {
  /** Is told of each submission that is read. */
  readonly onRead?: (submission: string) => void;
  /** Is told of each exercise that is compared. */
  readonly onCompared?: (exercise: string) => void;
}

/** @param exercises - ids, in the order of the course. */
export async function classSimilarity<Answer>(
  submissions: readonly Submission[],
  exercises: readonly string[],
  tool: Tool<Answer>,
  { onRead, onCompared }: Watching = {},
): Promise<Similarity> {
  const read = new Map(exercises.map((exercise) => [exercise, new ExerciseAnswers<Answer>()]));
  for (const submission of submissions.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const opened = await openSubmission(submission);
    for (const [exercise, { answers, unread }] of read) {
      const answer = await answerOf(opened, exercise);
      if (!answer) continue;
      const { files, reason } = answer;
      if (files.length > 0) answers.set(submission.id, tool.prepare(files));
      if (reason !== undefined) unread.push({ submission: submission.id, reason, compared: files.length > 0 });
    }
    onRead?.(submission.id);
  }
  const groups: SimilarityGroup[] = [];
  const compared: ComparedExercise[] = [];
  for (const [exercise, { answers, unread }] of read) {
    const comparison = await tool.compare(answers, await givenIn(exercise));
    groups.push(...groupsIn(exercise, comparison));
    compared.push({
      exercise,
      compared: comparison.compared.length,
      tooShort: comparison.tooShort.length,
      usual: rounded(comparison.usual),
      unread,
    });
    onCompared?.(exercise);
  }
  // A stable sort: of equal ones, those of earlier exercises come first.
  const byLikeness = groups.toSorted((one, other) => other.pairs[0]!.share - one.pairs[0]!.share);
  return { tool: tool.name, threshold: tool.threshold, groups: byLikeness, exercises: compared };
}

class ExerciseAnswers<Answer> {
  readonly answers = new Map<string, Answer>();
  readonly unread: UnreadSubmission[] = [];
}

/** More pairs of one group than this nobody reads. */
const mostPairs = 50;

function groupsIn(exercise: string, comparison: Comparison): SimilarityGroup[] {
  return groupsOf(comparison.pairs).map(({ members, pairs }) => {
    const toReference = comparison.toReference?.(pairs[0]!);
    return {
      exercise,
      submissions: members,
      pairs: pairs.slice(0, mostPairs).map((pair) => described(pair, comparison)),
      pairCount: pairs.length,
      ...(toReference === undefined ? {} : { toReference: rounded(toReference) }),
    };
  });
}

function described({ a, b, share }: AlikePair, comparison: Comparison): SimilarityGroup["pairs"][number] {
  const { lines, inA, inB } = comparison.longest({ a, b, share });
  return { a, b, share: rounded(share), longest: { lines, inA, inB } };
}

/** Three decimals say more than anybody can read out of it. Downwards, so that 1 means all. */
function rounded(share: number): number {
  return Math.floor(share * 1000 + 1e-9) / 1000;
}

async function givenIn(exercise: string): Promise<Given> {
  const [stub, reference] = await Promise.all(
    ["exercises", "reference"].map(async (folder) => {
      const path = join(projectRoot, folder, `${exercise}.ts`);
      const stripped = await stripTypes(path, await readFile(path, "utf8"));
      if (stripped.status === "broken") throw new Error(stripped.problem.message);
      return stripped.text;
    }),
  );
  return { stub: stub!, reference: reference! };
}
