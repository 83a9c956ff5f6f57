/** What any backward pass obeys, seen without a single difference quotient: cheap, sharp, and it names the fault. */
import type { Call, Reply } from "#graders/execution/executor.ts";
import type { Spec } from "#graders/spec/spec.ts";
import { compare } from "../compare.ts";
import { brokenCall, brokenLaw, wrongValue, type Finding } from "../finding.ts";
import { gradientName, leavesOf, mapLeaves, textOf, type Leaf } from "./leaves.ts";

/** Calls of the backward pass with the same arguments but for gradOutput. */
export interface BackwardCalls {
  readonly plain: Call;
  readonly again: Call;
  /** gradOutput times −2: a mask or a size taken from its sign shows. */
  readonly flipped: Call;
  readonly zero: Call;
}

const tight = { relative: 1e-9, scale: 1e-10 };
const exactly = { relative: 0, scale: 0, absolute: 0 };

/** The gradients by the path of the argument they belong to, or what is wrong with them. */
export function lawfulGradients(
  spec: Spec,
  calls: BackwardCalls,
  replies: readonly Reply[],
  moved: readonly Leaf[],
): { gradients: readonly Leaf[] } | { finding: Finding } {
  for (const [index, call] of [calls.plain, calls.again, calls.flipped, calls.zero].entries()) {
    const reply = replies[index]!;
    if (reply.status !== "returned") return { finding: brokenCall(spec, call, reply) };
  }
  const [plain, again, flipped, zero] = replies as [Returned, Returned, Returned, Returned];
  const gradients: Leaf[] = [];
  for (const leaf of moved) {
    const found = gradientOf(leaf, plain.value);
    if (!found) return { finding: brokenLaw(spec, calls.plain, plain, missingGradient(leaf, moved, plain)) };
    if (found.shape.join() !== leaf.shape.join()) {
      return {
        finding: brokenLaw(
          spec,
          calls.plain,
          plain,
          `The gradient with respect to ${textOf(leaf.path)} has the shape [${found.shape.join(", ")}], expected that of ${textOf(leaf.path)}: [${leaf.shape.join(", ")}].`,
        ),
      };
    }
    gradients.push(found);
  }
  if (!compare(plain.value, again.value, exactly).equal) {
    return {
      finding: brokenLaw(
        spec,
        calls.again,
        again,
        "The same backward call gave another answer the second time. Something is kept between calls.",
      ),
    };
  }
  const wanted = scaled(plain, -2);
  const comparison = compare(wanted.value, flipped.value, tight);
  if (!comparison.equal) {
    const ignored = compare(plain.value, flipped.value, tight).equal;
    const summary = ignored
      ? "The gradient stays the same when gradOutput is multiplied by −2, so it does not depend on gradOutput."
      : "Multiplying gradOutput by −2 does not multiply the gradient by −2. A backward pass is linear in gradOutput.";
    return { finding: wrongValue(spec, calls.flipped, flipped, wanted.value, { ...comparison, reason: summary }) };
  }
  const nothing = scaled(plain, 0);
  const atZero = compare(nothing.value, zero.value, exactly);
  if (!atZero.equal)
    return {
      finding: wrongValue(spec, calls.zero, zero, nothing.value, {
        ...atZero,
        reason: "With a gradOutput of zeros the gradient is not zero. A backward pass is linear in gradOutput.",
      }),
    };
  const changed = calls.plain.args.findIndex(
    (argument, index) =>
      plain.argsAfter && leavesOf(argument).length > 0 && !compare(argument, plain.argsAfter[index], exactly).equal,
  );
  if (changed !== -1)
    return {
      finding: brokenLaw(
        spec,
        calls.plain,
        plain,
        `The backward call changed its argument number ${changed + 1}. Work on a copy: callers still need what they passed in.`,
      ),
    };
  return { gradients };
}

type Returned = Reply & { status: "returned" };

/** A single tensor is the gradient of the first argument; in a record, `gradX` is that of `x`, with the same fields inside. */
function gradientOf(leaf: Leaf, value: Returned["value"]): Leaf | undefined {
  const leaves = leavesOf(value);
  const [argument, ...rest] = leaf.path;
  const name = gradientName(argument!);
  const wanted = textOf([name, ...rest]);
  return leaves.find(({ path }) => textOf(path) === wanted || path.length === 0);
}

function missingGradient(leaf: Leaf, moved: readonly Leaf[], plain: Returned): string {
  const got = leavesOf(plain.value).map(({ path }) => textOf(path) || "one tensor");
  const argument = leaf.path[0]!;
  const name = textOf([gradientName(argument), ...leaf.path.slice(1)]);
  return moved.length === 1 && got.length === 0
    ? "No gradient came back: expected a tensor."
    : `No ${name} came back: found ${got.join(", ") || "nothing numeric"}.`;
}

function scaled(reply: Returned, factor: number): Returned {
  return { ...reply, value: mapLeaves(reply.value, ({ data }) => data.map((entry) => entry * factor)) };
}
