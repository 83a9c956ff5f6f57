/** What a check found wrong, before it becomes a lesson. */
import type { Call, Reply, Value } from "#graders/execution/executor.ts";
import type { Lesson } from "#graders/result/result.ts";
import { preview, previewText } from "#graders/result/preview.ts";
import { signatureOf, type Spec } from "#graders/spec/spec.ts";
import type { Comparison } from "./compare.ts";

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

const stopping: ReadonlySet<string> = new Set(["timed-out", "out-of-memory", "too-much-output", "exited", "grader"]);

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

/** `softmax(logits, { axis: 1 })`: names for tensors, the values themselves for what is short. */
function callText(spec: Spec, call: Call): string {
  const names = [...signatureOf(spec, call.name)!.parameters.keys()];
  const args = call.args.map((value, index) => {
    const text = previewText(value);
    return text.length <= 24 && !text.startsWith("tensor") ? text : names[index]!;
  });
  return `${call.name}(${args.join(", ")})`;
}

function inputPreviews(spec: Spec, call: Call): NonNullable<Lesson["input"]> {
  const names = [...signatureOf(spec, call.name)!.parameters.keys()];
  return call.args.flatMap((value, index) =>
    value === undefined ? [] : [{ name: names[index]!, value: preview(value) }],
  );
}

/** The code threw, hung, or returned what isn't data. */
export function brokenCall(spec: Spec, call: Call, reply: Exclude<Reply, { status: "returned" }>): Finding {
  const notStarted = reply.status === "threw" && reply.notStarted;
  const lesson: Lesson = {
    summary: reply.problem.message,
    call: callText(spec, call),
    input: inputPreviews(spec, call),
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
    call: callText(spec, call),
    input: inputPreviews(spec, call),
    expected: preview(expected),
    actual: preview(reply.value),
    ...(comparison.differences.length > 0 ? { differences: comparison.differences } : {}),
    // Beside a wrong shape, a tolerance would only puzzle.
    ...(tolerance === undefined || comparison.differences.length === 0 ? {} : { tolerance }),
    ...(comparison.differing ? { differing: comparison.differing } : {}),
    ...more,
  };
  return { status: "fail", lesson, probes: [{ call, reply }] };
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
    call: callText(spec, call),
    input: inputPreviews(spec, call),
    actual: preview(reply.value),
    ...more,
  };
  return { status: "fail", lesson, probes: [{ call, reply }] };
}
