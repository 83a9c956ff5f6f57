/** What is new since the last attempt, for a page. */
import { gainInWords, newsByExercise, type ExerciseNews, type News } from "../news.ts";
import type { Language } from "../texts/language.ts";

export interface NewsView {
  readonly title: string;
  readonly points: string;
  /** Class of colour. */
  readonly tone: "good" | "bad" | "quiet";
  readonly note: string;
  readonly lists: readonly {
    readonly title: string;
    readonly symbol: string;
    readonly tone: "good" | "bad";
    readonly exercises: readonly ExerciseNews[];
  }[];
}

export function newsView({ gained, passed, lost, otherChecks, sameFiles }: News, { texts }: Language): NewsView {
  const words = texts.common.since;
  const lists = [
    { title: words.newlyPassed, symbol: "✓", tone: "good" as const, exercises: newsByExercise(passed, texts) },
    { title: words.newlyOpen, symbol: "✗", tone: "bad" as const, exercises: newsByExercise(lost, texts) },
  ];
  return {
    title: sameFiles ? words.regraded : words.title,
    points: gainInWords(gained, texts),
    tone: gained > 0 ? "good" : gained < 0 ? "bad" : "quiet",
    note: otherChecks ? words.otherChecks : "",
    lists: lists.filter(({ exercises }) => exercises.length > 0),
  };
}
