/**
 * The numbers that a student must not see: inputs of hidden checks, and what the reference makes of them.
 *
 * The reference is graded twice with every call written down, once by the checks that a student may see and once by the
 * others. Numbers with many digits that only the second has are as good as fingerprints.
 */
import { leavesOf } from "#graders/checks/gradient/leaves.ts";
import type { Call, Reply, Session, Value } from "#graders/execution/executor.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { referenceSession } from "#graders/grading/sessions.ts";
import type { Exercise } from "#graders/spec/spec.ts";

/** So many characters of a number say which it is: 0.1234567 */
const length = 9;
const known = new Map<string, Promise<ReadonlySet<string>>>();

export function hiddenNumbers(exercise: Exercise, seed: number): Promise<ReadonlySet<string>> {
  const key = `${exercise.spec.id} ${seed}`;
  const found = known.get(key) ?? draw(exercise, seed);
  known.set(key, found);
  return found;
}

/** Those of them that a text holds: as they are, backwards, or with the letters a to j as digits. */
export function numbersShown(text: string, hidden: ReadonlySet<string>): string[] {
  const readings = [text, text.split("").toReversed().join(""), text.replace(/[a-j]/g, digitOf)];
  const numbers = readings.flatMap((reading) => reading.match(/(?<!\d)\d{1,20}\.\d{6,}/g) ?? []);
  return [...new Set(numbers.map((number) => number.slice(0, length)))].filter((number) => hidden.has(number));
}

async function draw(exercise: Exercise, seed: number): Promise<ReadonlySet<string>> {
  const visible = await numbersOf(exercise, seed, true);
  const hidden = await numbersOf(exercise, seed, false);
  return new Set([...hidden].filter((number) => !visible.has(number)));
}

async function numbersOf(exercise: Exercise, seed: number, visible: boolean): Promise<Set<string>> {
  const checks = exercise.spec.checks.filter((check) => (check.visibility === "visible") === visible);
  const numbers = new Set<string>();
  const reference = referenceSession(exercise);
  const session: Session = {
    exports: reference.exports,
    programs: reference.programs,
    console: () => "",
    async call(calls: readonly Call[]): Promise<Reply[]> {
      const replies = await reference.call(calls);
      for (const { args } of calls) note(args);
      for (const reply of replies) if (reply.status === "returned") note(reply.value);
      return replies;
    },
  };
  const note = (value: Value): void => {
    for (const { data } of leavesOf(value)) {
      for (const entry of data) {
        const text = String(Math.abs(entry));
        if (/^\d+\.\d{6,}$/.test(text)) numbers.add(text.slice(0, length));
      }
    }
  };
  await gradeExercise(
    { ...exercise, spec: { ...exercise.spec, checks } },
    async () => ({ status: "loaded", session }),
    { seed, diagnosis: false, shrinks: false },
  );
  return numbers;
}

function digitOf(letter: string): string {
  return String(letter.charCodeAt(0) - 97);
}
