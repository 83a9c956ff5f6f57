/** What carries plans out: gpu.js in this process, for code that is trusted or a student's own, or in an isolated child. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Tensor } from "#tensor";
import { defaultLimits, type ExerciseSource, type Limits, type Reply, type Session, type Value } from "../executor.ts";
import { harnessProgram } from "../isolated/command.ts";
import { isolatedExecutor, type IsolatedExecutor } from "../isolated/isolated.ts";
import { graderProblem } from "../problems.ts";
import { stripTypes } from "../source/strip.ts";
import type { Rung } from "../sandbox/rung.ts";
import { GpuJsDevice, type Mode } from "./gpujs.ts";
import type { Job, PlanRunner } from "./session.ts";

/** The mode that decides points: it is on every machine, computes in float32 as a GPU does, and the same everywhere. */
export const decidingMode: Mode = "webasm";

let shared: GpuJsDevice | undefined;

/** Compiled kernels are kept over sessions: one exercise is graded many times in a process that proves it. */
export function plansInProcess(): PlanRunner {
  return {
    async run(jobs) {
      if (shared === undefined) {
        const { gpuJs } = await import("./gpu-js.ts");
        shared = new GpuJsDevice(gpuJs, decidingMode);
      }
      const replies: Reply[] = [];
      for (const { name, plan, args, wanted } of jobs) {
        try {
          replies.push({ status: "returned", value: await shared.run(plan, args, wanted) });
        } catch (error) {
          replies.push(refused(name, (error as Error).message));
        }
      }
      return replies;
    },
  };
}

export interface IsolatedPlans extends PlanRunner {
  close(): Promise<void>;
}

/**
 * gpu.js in a child of its own, with the layers of every child but one: in its realm text may become code, since that is what
 * gpu.js makes of a kernel. What a kernel could make of that stays in the realm, which holds no secret and no way out.
 */
export function isolatedPlans({
  limits = defaultLimits,
  rung,
}: { readonly limits?: Limits; readonly rung?: Rung | undefined } = {}): IsolatedPlans {
  let executor: IsolatedExecutor | undefined;
  let session: Session | undefined;
  const open = async (): Promise<Session | Reply> => {
    executor ??= isolatedExecutor({ limits, rung, program: harnessProgram(limits, { compilers: true }) });
    const loaded = await executor.load(await kernelSource());
    return loaded.status === "loaded"
      ? loaded.session
      : { status: "lost", problem: graderProblem(loaded.problem.message) };
  };
  return {
    async run(jobs) {
      if (session === undefined) {
        const opened = await open();
        if ("status" in opened) return jobs.map(() => opened);
        session = opened;
      }
      const replies = await session.call(
        jobs.map(({ plan, args, wanted }) => ({
          target: "module",
          name: "run",
          args: [decidingMode, plan as unknown as Value, args, wanted as unknown as Value],
        })),
      );
      if (replies.some(({ status }) => status === "lost")) session = undefined;
      return replies.map((reply, index) => checked(jobs[index]!, reply));
    },
    async close() {
      await executor?.close();
      executor = undefined;
      session = undefined;
    },
  };
}

/** A child's word: it holds as many tensors as were wanted, of their shapes, or it is no answer. */
function checked({ name, wanted }: Job, reply: Reply): Reply {
  if (reply.status === "threw") return refused(name, reply.message);
  if (reply.status === "lost") return reply;
  const tensors = reply.value;
  const fits =
    Array.isArray(tensors) &&
    tensors.length === wanted.length &&
    wanted.every(({ shape }, index) => {
      const one: unknown = tensors[index];
      return one instanceof Tensor && one.shape.join() === shape.join();
    });
  if (fits) return reply;
  return {
    status: "lost",
    problem: { kind: "exited", message: `The kernels of ${name} changed what runs them, and sent what is no answer.` },
  };
}

const longestMessage = 300;

/** What gpu.js says of a kernel that it can't turn into code. */
function refused(name: string, message: string): Reply {
  const said = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return {
    status: "threw",
    name: "Error",
    message: said,
    notStarted: false,
    problem: {
      kind: "threw",
      message:
        `A kernel of ${name} can't be turned into code for a device: ${said.replace(/\.$/, "")}. ` +
        "A kernel may use arithmetic, Math, let, if, for and its inputs, and nothing from outside itself.",
    },
  };
}

let source: Promise<ExerciseSource> | undefined;

function kernelSource(): Promise<ExerciseSource> {
  return (source ??= readSource());
}

async function readSource(): Promise<ExerciseSource> {
  const own = async (file: string): Promise<[string, string]> => {
    const stripped = await stripTypes(file, await readFile(new URL(file, import.meta.url), "utf8"));
    if (stripped.status === "broken") throw new Error(stripped.problem.message);
    return [file, stripped.text];
  };
  const library = createRequire(import.meta.url).resolve("gpu.js/dist/gpu-browser.min.js");
  const wrapped = [
    "const module = { exports: {} }; const exports = module.exports;",
    await readFile(library, "utf8"),
    "export const gpuJs = { GPU: module.exports, input: module.exports.input };",
  ];
  return {
    id: "kernels",
    entry: "entry.ts",
    modules: new Map([await own("entry.ts"), await own("gpujs.ts"), ["gpu-js.ts", wrapped.join("\n")]]),
  };
}
