/**
 * Sessions for exercises whose functions launch kernels on a device.
 *
 * Theory of operation. The student's host function runs where all code of students' runs, in its sealed realm, with a device that
 * writes down what it is asked for. It learns the shapes of its arguments and never a number, so what is computed is computed by
 * kernels. The plan, which is data, is then carried out by gpu.js elsewhere: in another isolated child for grading, in this process
 * for code that is trusted or a student's own machine.
 */
import { Tensor } from "#tensor";
import type { Call, Reply, Session, Value } from "../executor.ts";
import { notData } from "../problems.ts";
import { PlanError, readPlan, type ReadPlan } from "./plan.ts";

/** One plan and the arguments it is carried out with. */
export interface Job {
  /** The host function's name, for messages. */
  readonly name: string;
  readonly plan: ReadPlan["plan"];
  readonly args: readonly Tensor[];
  readonly wanted: ReadPlan["wanted"];
}

/** What carries plans out; each reply holds the wanted tensors. */
export interface PlanRunner {
  run(jobs: readonly Job[]): Promise<Reply[]>;
}

/** @param inner - where the module lives, with the programs of programs.ts. */
export function kernelSession(inner: Session, runner: PlanRunner): Session {
  return {
    exports: inner.exports,
    programs: new Set(),
    console: () => inner.console(),
    async call(calls) {
      const recorded = await inner.call(calls.map(recording));
      const read = calls.map((call, index) => readReply(call, recorded[index]!));
      const jobs = read.flatMap((one) => ("job" in one ? [one.job] : []));
      const results = (jobs.length === 0 ? [] : await runner.run(jobs)).values();
      return calls.map((call, index) => {
        const one = read[index]!;
        if ("reply" in one) return one.reply;
        const ran = results.next().value!;
        if (ran.status !== "returned") return ran;
        const value = one.fill(ran.value as readonly Tensor[]);
        // Host code never held the arguments, so they are as they were.
        return { status: "returned", value, ...(call.echo ? { argsAfter: call.args } : {}) };
      });
    },
  };
}

/** The same on a {@link PlainDevice}, in float64: what the answer would be without rounding. */
export function plainSession(inner: Session): Session {
  return {
    exports: inner.exports,
    programs: new Set(),
    console: () => inner.console(),
    call: (calls) =>
      inner
        .call(
          calls.map(({ name, args, echo }) => ({
            target: "program",
            name: "runPlainly",
            args: [name, args],
            ...(echo ? { echo } : {}),
          })),
        )
        .then((replies) =>
          replies.map((reply, index) =>
            reply.status === "returned" && reply.argsAfter ? { ...reply, argsAfter: calls[index]!.args } : reply,
          ),
        ),
  };
}

function recording({ name, args }: Call): Call {
  const shapes = args.map((argument) => shapesIn(argument));
  return { target: "program", name: "record", args: [name, shapes] };
}

function shapesIn(value: Value): Value {
  if (value instanceof Tensor) return { ofShape: value.shape };
  if (Array.isArray(value)) return (value as readonly Value[]).map(shapesIn);
  if (!isPlainRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shapesIn(entry)]));
}

/** In the order in which programs.ts meets them. */
function tensorsIn(value: Value): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(tensorsIn);
  return isPlainRecord(value) ? Object.values(value).flatMap(tensorsIn) : [];
}

function isPlainRecord(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

type Readied = { readonly reply: Reply } | { readonly job: Job; fill(tensors: readonly Tensor[]): Value };

function readReply({ name, args }: Call, reply: Reply): Readied {
  if (reply.status !== "returned") return { reply };
  const tensors = tensorsIn(args);
  try {
    const read = readPlan(
      reply.value,
      tensors.map(({ shape }) => shape),
    );
    return {
      job: { name, plan: read.plan, args: tensors, wanted: read.wanted },
      fill: (results) => read.withTensors(results),
    };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { reply: { status: "lost", problem: notData(name, error.message) } };
  }
}
