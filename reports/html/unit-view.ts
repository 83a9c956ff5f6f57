/** A unit for a page: its bar, as long as the unit is worth, and its exercises. */
import { isOpen, openInWords, scoreInWords, shareOf, unitTitle, type Unit } from "../score.ts";
import { rounded } from "../words.ts";
import { exerciseView, type ExerciseView, type Reader } from "./exercise-view.ts";

export interface UnitView {
  readonly id: string;
  readonly title: string;
  /** What the list of its exercises is called. */
  readonly exercisesOf: string;
  readonly score: string;
  readonly percent: string;
  /** Points neither earned nor lost, in words. */
  readonly open: string;
  /** Lengths in percent: of the bar within its place, of the parts within the bar. */
  readonly bar: { readonly length: string; readonly earned: string; readonly open: string };
  readonly exercises: readonly ExerciseView[];
  readonly begun: readonly ExerciseView[];
  readonly untouched: readonly ExerciseView[];
}

export function unitViews(units: readonly Unit[], reader: Reader): UnitView[] {
  const { language } = reader;
  const { common, student } = language.texts;
  const worth = ({ maxPoints, open }: Unit) => maxPoints + open;
  const largest = Math.max(...units.map(worth), 1);
  return units.map((unit) => {
    const { id, points, maxPoints, open } = unit;
    const share = shareOf(unit);
    const part = (value: number) => (worth(unit) > 0 ? rounded((100 * value) / worth(unit)) : "0");
    const pairs = unit.exercises.map((exercise) => ({
      status: exercise.status,
      view: exerciseView(exercise, reader),
    }));
    const title = unitTitle(id);
    return {
      id,
      title,
      exercisesOf: student.names.exercisesOf(title),
      score: share === undefined ? scoreInWords(unit, language) : student.score.ofUnit(points, maxPoints),
      percent: share === undefined ? "" : language.percent(share),
      open: share !== undefined && isOpen(unit) ? common.undecided(openInWords(unit, language)) : "",
      bar: { length: rounded((100 * worth(unit)) / largest), earned: part(points), open: part(open) },
      exercises: pairs.map(({ view }) => view),
      begun: pairs.filter(({ status }) => status !== "not started").map(({ view }) => view),
      untouched: pairs.filter(({ status }) => status === "not started").map(({ view }) => view),
    };
  });
}
