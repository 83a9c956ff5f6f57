/** A call as TypeScript: in one line with names for what is long, and in full, to be pasted and run. */
import { Random, Tensor } from "#tensor";
import type { Call, Value } from "#graders/execution/executor.ts";
import { declaration, entriesIn, expression, invocation } from "#graders/result/code.ts";
import { previewText } from "#graders/result/preview.ts";
import { signatureOf, type Spec } from "#graders/spec/spec.ts";

const longestInline = 24;
/** More would fill the page; the command that replays the check has them all. */
const mostEntries = 256;
/** Names that the code itself uses. */
const taken: ReadonlySet<string> = new Set(["tensor", "zeros", "Random"]);

/** `softmax(logits, { axis: 1 })`: names for tensors, the values themselves for what is short. */
export function callText(spec: Spec, call: Call): string {
  return `${call.name}(${argumentTexts(spec, call).join(", ")})`;
}

/** Declarations of the arguments in full, then the call; nothing where they are too long or can't be written. */
export function callCode(spec: Spec, call: Call): string | undefined {
  if (call.args.reduce<number>((sum, value) => sum + entriesIn(value), 0) > mostEntries) return undefined;
  const names = argumentNames(spec, call);
  const declarations = call.args.flatMap((value, index) =>
    inline(value) === undefined ? [declaration(names[index]!, value)] : [],
  );
  if (declarations.includes(undefined)) return undefined;
  const note = call.target === "program" ? programNote(spec) : [];
  return [...note, ...declarations, invocation(call.name, argumentTexts(spec, call))].join("\n");
}

function argumentTexts(spec: Spec, call: Call): string[] {
  const names = argumentNames(spec, call);
  return call.args.map((value, index) => inline(value) ?? names[index]!);
}

function argumentNames(spec: Spec, { name }: Call): string[] {
  return [...signatureOf(spec, name)!.parameters.keys()].map((parameter) =>
    parameter === name || taken.has(parameter) ? `${parameter}Value` : parameter,
  );
}

/** The value itself where it is short and written in full. */
function inline(value: Value): string | undefined {
  if (value instanceof Tensor) return undefined;
  if (value instanceof Random) return `new Random(${value.seed})`;
  const text = previewText(value);
  return text.length <= longestInline && !text.includes("tensor(") && expression(value) === text ? text : undefined;
}

function programNote({ id, classes }: Spec): string[] {
  // On one line with the rest of the sentence.
  const subject =
    classes.length === 0 ? "your code" : classes.length > 2 ? "your classes" : `your ${classes.join(" and ")}`;
  return [`// A program of the spec makes this call and puts ${subject} to work:`, `// specs/${id}.programs.ts`];
}
