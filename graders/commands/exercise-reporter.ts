/**
 * Shows graded exercises as lessons instead of stack traces, and says how much of the course has been done.
 *
 * Hidden checks stay hidden at home, as on a report: what they look at can be read in specs/, but who doesn't meet it by
 * chance writes for the formula and not for the inputs. The mistake that a failure looks like and the hint are shown, so
 * there is something to go on. What the student's own code prints is printed: it is their way to look inside.
 */
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { isDebugged } from "#graders/execution/debugger.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import { exerciseText } from "#reports/text.ts";
import { exerciseAsSeenBy } from "#reports/visibility.ts";

const printedCharacters = 4000;

/** Loading a file can't be interrupted from inside; checking it takes a small part of this. */
const patienceSeconds = 60;

export class ExerciseReporter implements Reporter {
  readonly #one: boolean;
  readonly #alone: boolean;
  readonly #json: boolean;
  #printed = 0;
  #patience: NodeJS.Timeout | undefined;

  /**
   * @param options.one - a single exercise was asked for: show it even if it has not been started.
   * @param options.alone - no other tests run that could keep an exercise waiting.
   * @param options.json - print results as JSON and nothing else.
   */
  constructor(options: { readonly one: boolean; readonly alone: boolean; readonly json: boolean }) {
    this.#one = options.one;
    this.#alone = options.alone;
    this.#json = options.json;
  }

  /** What the student's code prints, up to a limit: a line in a loop would bury the lesson. */
  onUserConsoleLog({ content }: { readonly content: string }): void {
    if (!this.#one || this.#json || this.#printed > printedCharacters) return;
    this.#printed += content.length;
    process.stdout.write(content);
    if (this.#printed > printedCharacters) process.stdout.write("… more was printed and is not shown.\n");
  }

  onTestModuleQueued(module: TestModule): void {
    if (!this.#alone || isDebugged()) return;
    this.#patience ??= setTimeout(() => giveUp(module), 1000 * patienceSeconds);
  }

  onTestModuleEnd(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const exercises = modules.filter(({ project }) => project.name === "exercises");
    const results: ExerciseResult[] = [];
    for (const module of exercises) {
      const [first] = module.children.allTests() as Iterable<TestCase>;
      const result = first?.meta().exercise;
      if (result) results.push(exerciseAsSeenBy("student", result));
      for (const error of module.errors())
        console.error(`${module.relativeModuleId} could not be run: ${error.message}\n`);
    }
    if (this.#json) {
      console.log(JSON.stringify(results, undefined, 2));
      return;
    }
    const started = results.filter(({ status }) => status !== "not started");
    const colour = process.stdout.hasColors?.();
    for (const result of this.#one ? results : started)
      console.log(`${exerciseText(result, { colour, audience: "student" })}\n`);
    if (this.#one) return;
    const passed = results.filter(({ status }) => status === "passed").length;
    const points = results.reduce((sum, result) => sum + result.points, 0);
    const maxPoints = results.reduce((sum, result) => sum + result.maxPoints, 0);
    console.log(
      `Exercises: ${passed} of ${results.length} passed, ${started.length - passed} to mend, ${results.length - started.length} not started. ${points} of ${maxPoints} points.`,
    );
  }
}

function giveUp(module: TestModule): never {
  const file = module.relativeModuleId.replace(/\.test\.ts$/, ".ts");
  console.error(
    `${file} has not been loaded and checked within ${patienceSeconds} s. Look for a loop that never ends outside of any function, or after an await.`,
  );
  process.exit(1);
}
