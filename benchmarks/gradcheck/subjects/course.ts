/**
 * The course's own functions: every gradient check of every spec, with its reference, its generator, and the known
 * mistakes that leave the function as it is and change its gradient.
 */
import { inProcessSession } from "#graders/execution/in-process.ts";
import { exerciseIds, loadExercise } from "#graders/spec/load.ts";
import type { Exercise } from "#graders/spec/spec.ts";
import { onlyGradient, type Subject } from "../subject.ts";
import { showsFault } from "../trial.ts";

const tried = 20;

export async function courseSubjects(): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const id of await exerciseIds()) {
    const exercise = await loadExercise(id);
    for (const check of exercise.spec.checks) {
      if (check.kind !== "gradient") continue;
      const name = `${id.slice(id.indexOf("/") + 1)}: ${check.name}`;
      const subject = { name, source: `specs/${id}.json`, exercise, check: onlyGradient(check), wrong: new Map() };
      subjects.push({ ...subject, wrong: await visibleMistakes(subject) });
    }
  }
  return subjects;
}

/** A mistake in another function, or one at a tie alone, is no wrong gradient on generic inputs. */
async function visibleMistakes(subject: Subject): Promise<Subject["wrong"]> {
  const wrong = new Map<string, Exercise["reference"]>();
  const { exercise } = subject;
  for (const [name, { exports }] of exercise.mistakes) {
    const student = inProcessSession({ ...exercise.reference, ...exports }, exercise.programs);
    let shown = 0;
    for (let seed = 1; seed <= tried; seed++) if (await showsFault(subject, student, seed)) shown += 1;
    if (2 * shown >= tried) wrong.set(name, exports);
  }
  return wrong;
}
