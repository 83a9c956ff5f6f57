/** What a rule of checking gradients is given, and how numbers go in and out of a session. */
import { Tensor, type Random } from "#tensor";
import type { Call, Session, Value } from "#graders/execution/executor.ts";
import { callByName } from "#graders/checks/finding.ts";
import { isDifferentiable } from "#graders/spec/signature.ts";
import { signatureOf } from "#graders/spec/spec.ts";
import type { Subject } from "../subject.ts";

export type Verdict = "pass" | "fail" | "inconclusive";

/** A function with its gradient, as vectors of numbers: what every published rule works on. */
export interface Flat {
  /** Entries of each argument that is differentiated. */
  readonly point: readonly Float64Array[];
  /** Entries of the output at `point`. */
  readonly output: Float64Array;
  /** The output with one argument replaced by other entries, for many such points. */
  outputs(points: readonly (readonly Float64Array[])[]): Promise<Float64Array[]>;
  /** The gradients of cotangent · output, for many cotangents, by argument. */
  gradients(cotangents: readonly Float64Array[]): Promise<Float64Array[][]>;
}

/** A published rule; it draws what it needs from `random`. */
export type Rule = (flat: Flat, random: Random) => Promise<"pass" | "fail">;

/** The code threw, or gave back something of another form than its argument: a checker would have stopped there. */
export class BrokenGradient extends Error {}

interface Slot {
  readonly path: readonly string[];
  readonly shape: readonly number[];
  readonly entries: Float64Array;
}

export async function flatten(
  { exercise: { spec }, check }: Subject,
  session: Session,
  values: { readonly [argument: string]: unknown },
): Promise<Flat> {
  const forward = (point: { readonly [argument: string]: unknown }): Call => callByName(spec, check.call, point);
  const [output] = await returned(session, [forward(values)]);
  const outputSlots = slotsOf(output, []);
  const moved = movedSlots(spec, check, values);
  return {
    point: moved.map(({ entries }) => entries),
    output: joined(outputSlots),
    async outputs(points) {
      const calls = points.map((point) =>
        forward(moved.reduce((copy, slot, index) => replaced(copy, slot, point[index]!) as typeof copy, values)),
      );
      return (await returned(session, calls)).map((value) => joined(slotsOf(value, [])));
    },
    async gradients(cotangents) {
      const calls = cotangents.map((cotangent) => {
        let start = 0;
        const gradOutput = outputSlots.reduce<unknown>((copy, slot) => {
          const entries = cotangent.slice(start, (start += slot.entries.length));
          return replaced(copy, slot, entries);
        }, output);
        const asTensor = typeof gradOutput === "number" ? new Tensor([gradOutput], []) : gradOutput;
        return callByName(spec, check.by, { ...values, output, gradOutput: asTensor });
      });
      return (await returned(session, calls)).map((value) => moved.map((slot) => gradientOf(slot, value)));
    },
  };
}

/** The arguments whose gradients come back: those that a record names, else that of `like x`, else the first real one. */
function movedSlots(
  spec: Subject["exercise"]["spec"],
  check: Subject["check"],
  values: { readonly [argument: string]: unknown },
): Slot[] {
  const { returns } = signatureOf(spec, check.by)!;
  const real = [...signatureOf(spec, check.call)!.parameters].filter(
    ([name, type]) => values[name] !== undefined && (type.kind === "record" || isDifferentiable(type)),
  );
  const chosen =
    returns.kind === "record"
      ? real.filter(([name]) => returns.fields.has(gradientName(name)))
      : real.filter(([name], index) =>
          returns.kind === "tensor" && returns.like ? returns.like === name : index === 0,
        );
  return chosen.flatMap(([name]) => slotsOf(values[name], [name]));
}

function gradientName(argument: string): string {
  return `grad${argument[0]!.toUpperCase()}${argument.slice(1)}`;
}

function gradientOf({ path: [argument, ...rest], shape, entries }: Slot, value: unknown): Float64Array {
  const slots = slotsOf(value, []);
  const wanted = [gradientName(argument!), ...rest].join(".");
  const found = slots.find(({ path }) => path.length === 0 || path.join(".") === wanted);
  if (!found) throw new BrokenGradient(`No ${wanted} came back.`);
  if (found.shape.join() !== shape.join())
    throw new BrokenGradient(`${wanted} has the shape [${found.shape.join(", ")}], expected [${shape.join(", ")}].`);
  return found.entries.length === entries.length ? found.entries : new Float64Array(entries.length).fill(NaN);
}

async function returned(session: Session, calls: readonly Call[]): Promise<Value[]> {
  return (await session.call(calls)).map((reply) => {
    if (reply.status !== "returned") throw new BrokenGradient(reply.problem.message);
    return reply.value;
  });
}

function slotsOf(value: unknown, path: readonly string[]): Slot[] {
  if (value instanceof Tensor) return [{ path, shape: value.shape, entries: value.data }];
  if (typeof value === "number") return [{ path, shape: [], entries: Float64Array.of(value) }];
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => slotsOf(field, [...path, key]));
}

function replaced(value: unknown, { path, shape }: Slot, entries: Float64Array): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === "number" ? entries[0] : new Tensor(entries, shape);
  const field = replaced((value as { [key: string]: unknown })[key], { path: rest, shape, entries }, entries);
  return Array.isArray(value)
    ? value.map((entry: unknown, index) => (String(index) === key ? field : entry))
    : { ...(value as object), [key]: field };
}

function joined(slots: readonly Slot[]): Float64Array {
  return Float64Array.from(slots.flatMap(({ entries }) => [...entries]));
}
