/** What a check found wrong, before it becomes a lesson. */
import type { Call, Reply, Value } from "#graders/execution/executor.ts";
import type { Lesson } from "#graders/result/result.ts";
import { preview, type WrongPart } from "#graders/result/preview.ts";
import { signatureOf, type Spec } from "#graders/spec/spec.ts";
import { callCode, callText } from "./call-code.ts";
import { compare, type Comparison } from "./compare.ts";

/** One call with what the code under test replied; a diagnosis tries each known mistake on the same calls. */
export interface Probe {
  readonly call: Call;
  readonly reply: Reply;
}

export interface Finding {
  readonly status: "fail" | "error" | "not started";
  readonly lesson: Lesson;
  /** The calls whose replies were wrong. Empty when no value came back to compare. */
  readonly probes: readonly Probe[];
}

/** Kinds of problem after which nothing more can be asked of the code until it is loaded again. */
export const stopping: ReadonlySet<string> = new Set([
  "timed-out",
  "out-of-memory",
  "too-much-output",
  "exited",
  "grader",
]);

/** Whether the code under test had to be stopped: nothing more can be asked of it until it is loaded again. */
export function isStopped({ lesson }: { readonly lesson?: Lesson }): boolean {
  return lesson?.problem !== undefined && stopping.has(lesson.problem.kind);
}

/** Whether it makes sense to look for a smaller input. */
export function shrinks(finding: Finding): boolean {
  return finding.status !== "not started" && !isStopped(finding);
}

/** Makes the call of a function or program of the spec with arguments by name, in the order of its signature. */
export function callByName(
  spec: Spec,
  name: string,
  values: { readonly [argument: string]: unknown },
  options: { echo?: boolean } = {},
): Call {
  const args = [...signatureOf(spec, name)!.parameters.keys()].map((parameter) => values[parameter] as Value);
  while (args.length > 0 && args.at(-1) === undefined) args.pop();
  return { target: spec.programs.has(name) ? "program" : "module", name, args, ...options };
}

/** What went in: the call, its code to paste, the values for pictures. */
function whatWasCalled(spec: Spec, call: Call): Pick<Lesson, "call" | "code" | "input"> {
  const names = [...signatureOf(spec, call.name)!.parameters.keys()];
  const code = callCode(spec, call);
  return {
    call: callText(spec, call),
    ...(code === undefined ? {} : { code }),
    input: call.args.flatMap((value, index) =>
      value === undefined ? [] : [{ name: names[index]!, value: preview(value) }],
    ),
  };
}

/** The code threw, hung, or returned what isn't data. */
export function brokenCall(spec: Spec, call: Call, reply: Exclude<Reply, { status: "returned" }>): Finding {
  const notStarted = reply.status === "threw" && reply.notStarted;
  const lesson: Lesson = {
    summary: reply.problem.message,
    ...whatWasCalled(spec, call),
    problem: reply.problem,
  };
  return { status: notStarted ? "not started" : "error", lesson, probes: [] };
}

/** A value came back that isn't the expected one. */
export function wrongValue(
  spec: Spec,
  call: Call,
  reply: Reply & { status: "returned" },
  expected: Value,
  comparison: Comparison & { equal: false },
  { tolerance, ...more }: Partial<Lesson> = {},
): Finding {
  const lesson: Lesson = {
    summary: comparison.reason,
    ...whatWasCalled(spec, call),
    expected: preview(expected),
    actual: preview(reply.value, wrongPartsOf(comparison, expected, reply.value)),
    ...(comparison.differences.length > 0 ? { differences: comparison.differences } : {}),
    // Beside a wrong shape, a tolerance would only puzzle.
    ...(tolerance === undefined || comparison.differences.length === 0 ? {} : { tolerance }),
    ...(comparison.differing ? { differing: comparison.differing } : {}),
    ...more,
  };
  return { status: "fail", lesson, probes: [{ call, reply }] };
}

/** Which entries to mark; where a check doesn't say (slopes are measured one by one), those that differ from the value shown. */
function wrongPartsOf({ wrong }: Comparison & { equal: false }, expected: Value, actual: Value): readonly WrongPart[] {
  if (wrong) return wrong;
  const shown = compare(expected, actual);
  return shown.equal ? [] : (shown.wrong ?? []);
}

/** A law that doesn't hold: there is no one expected value. */
export function brokenLaw(
  spec: Spec,
  call: Call,
  reply: Reply & { status: "returned" },
  summary: string,
  more: Partial<Lesson> = {},
): Finding {
  const lesson: Lesson = {
    summary,
    ...whatWasCalled(spec, call),
    actual: preview(reply.value),
    ...more,
  };
  return { status: "fail", lesson, probes: [{ call, reply }] };
}
