/**
 * Exercism's `results.json`, version 3 of its test runner interface: one test for each check, in the order of the spec.
 *
 * Exercism knows pass, fail and error, so a check that could not be graded is left out: it costs nothing. Where no check
 * was decided the whole is an error, whose message says whose fault it is. With several exercises in one result, each
 * is a task.
 *
 * @see https://github.com/exercism/docs/blob/main/building/tooling/test-runners/interface.md
 */
import type { Result } from "#graders/result/result.ts";
import { exerciseName } from "../score.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { casesOf, type TestCase } from "./cases.ts";
import { cutToBytes, jsonText } from "./json-text.ts";

const maxMessageBytes = 65_535;
const maxOutputCharacters = 500;
const outputCut = "\nOutput was truncated. Please limit to 500 chars.";

export function exercismJson(result: Result, { audience }: { audience: Audience }): string {
  const seen = asSeenBy(audience, result);
  const cases = casesOf(seen);
  const ran = seen.exercises.some(({ checks }) => checks.length > 0);
  const decided = cases.filter(({ outcome }) => outcome !== "not graded");
  if (!ran || decided.length === 0) return jsonText({ version: 3, status: "error", message: whyNothing(seen, cases) });
  const tasks = seen.exercises.map(({ id }) => id);
  return jsonText({
    version: 3,
    status: decided.every(({ outcome }) => outcome === "passed") ? "pass" : "fail",
    message: null,
    tests: decided.map((each) => ({
      ...testOf(each),
      ...(tasks.length > 1 ? { task_id: tasks.indexOf(each.exercise.id) + 1 } : {}),
    })),
  });
}

function testOf({ name, outcome, message, code, console }: TestCase): object {
  return {
    name,
    status: outcome === "passed" ? "pass" : outcome === "stopped" ? "error" : "fail",
    ...(outcome === "passed" ? {} : { message: cutMessage(message) }),
    ...(console ? { output: cutOutput(console) } : {}),
    ...(code ? { test_code: code } : {}),
  };
}

/** The reasons of all exercises, each once. */
function whyNothing({ problem }: Result, cases: readonly TestCase[]): string {
  const reasons = cases.map(({ exercise, message }) => `${exerciseName(exercise.id)}: ${message}`);
  return cutMessage([...(problem ? [problem.message] : []), ...new Set(reasons)].join("\n") || "Nothing was graded.");
}

function cutMessage(message: string): string {
  return cutToBytes(message, maxMessageBytes, "\n… (cut)");
}

function cutOutput(text: string): string {
  if (text.length <= maxOutputCharacters) return text;
  return text.slice(0, maxOutputCharacters - outputCut.length).toWellFormed() + outputCut;
}
