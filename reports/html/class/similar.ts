/** Groups of submissions with unusually similar code. */
import type { SimilarityGroup } from "#graders/result/similarity.ts";
import type { ClassFacts } from "../../class-facts.ts";
import type { Language } from "../../texts/language.ts";
import { namedSubmission } from "./names.ts";

/** Null where nothing was compared. */
export function similarView(facts: ClassFacts, { folder, language }: { folder: string; language: Language }) {
  const { similarity } = facts;
  if (!similarity) return null;
  const words = language.texts.classPage.similar;
  const named = (id: string) => namedSubmission(id, facts, folder);
  const compared = new Map((similarity.exercises ?? []).map((one) => [one.exercise, one]));
  const groupView = ({ exercise, submissions, pairs, pairCount, toReference }: SimilarityGroup) => {
    const usual = compared.get(exercise)?.usual;
    const more = (pairCount ?? pairs.length) - pairs.length;
    return {
      exercise,
      size: words.group(submissions.length),
      submissions: submissions.map(named),
      usual: usual === undefined ? "" : words.usual(language.percent(usual)),
      reference: toReference === undefined ? "" : words.reference(language.percent(toReference)),
      pairs: pairs.map(({ a, b, share, longest }) => ({
        a: named(a),
        b: named(b),
        share: language.percent(share),
        longest: words.stretch(longest.lines, longest.inA, longest.inB),
      })),
      more: more > 0 ? words.morePairs(more) : "",
    };
  };
  const exercises = [...compared.values()];
  return {
    tool: words.tool(similarity.tool, language.percent(similarity.threshold)),
    groups: similarity.groups.map(groupView),
    tooShort: language.list(
      exercises
        .filter(({ tooShort }) => tooShort > 0)
        .map(({ exercise, tooShort }) => words.tooShortNote(exercise, tooShort)),
    ),
    unread: exercises.flatMap(({ exercise, unread }) =>
      unread.map(({ submission, reason }) => ({ exercise, ...named(submission), reason })),
    ),
  };
}
