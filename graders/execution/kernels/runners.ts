/** What carries plans out: gpu.js in this process, for code that is trusted or a student's own, or in an isolated child. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Tensor } from "#tensor";
import {
  defaultLimits,
  type ExerciseSource,
  type Limits,
  type Problem,
  type Reply,
  type Session,
  type Value,
} from "../executor.ts";
import { harnessProgram } from "../isolated/command.ts";
import { isolatedExecutor, type IsolatedExecutor } from "../isolated/isolated.ts";
import { graderProblem } from "../problems.ts";
import { stripTypes } from "../source/strip.ts";
import type { Rung } from "../sandbox/rung.ts";
import type { EngineName } from "#graders/engines/engine.ts";
import { GpuJsDevice, type Mode } from "./gpujs.ts";
import type { Job, PlanRunner } from "./session.ts";
import { webGpuPlans } from "./webgpu-plans.ts";

/** The mode that decides points: it is on every machine, computes in float32 as a GPU does, and the same everywhere. */
export const decidingMode = "webasm" satisfies Mode;

let shared: Promise<GpuJsDevice> | undefined;

/** Compiled kernels are kept over sessions: one exercise is graded many times in a process that proves it. */
function sharedDevice(): Promise<GpuJsDevice> {
  return (shared ??= import("./gpu-js.ts").then(({ gpuJs }) => new GpuJsDevice(gpuJs, decidingMode)));
}

/** @param open - the device, where it isn't the usual one. */
export function plansInProcess(open: () => Promise<GpuJsDevice> = sharedDevice): PlanRunner {
  return {
    async run(jobs) {
      const device = await open();
      const replies: Reply[] = [];
      for (const { name, plan, args, wanted } of jobs) {
        try {
          replies.push({ status: "returned", value: await device.run(plan, args, wanted) });
        } catch (error) {
          replies.push(refused(name, (error as Error).message));
        }
      }
      return replies;
    },
  };
}

/** A place where plans are carried out, by the engine's name. */
export interface Place extends PlanRunner {
  readonly name: EngineName;
}

export interface IsolatedPlans {
  /** The one that decides points, then those that are only reported. */
  readonly places: readonly [Place, ...Place[]];
  close(): Promise<void>;
}

/**
 * gpu.js in a child of its own, with the layers of every child but one: in its realm text may become code, since that is what
 * gpu.js makes of a kernel. What a kernel could make of that stays in the realm, which holds no secret and no way out.
 *
 * @param options.forced - an engine on which kernels are run too; WebGPU, which needs a driver, runs in webgpu-child.ts.
 */
export function isolatedPlans(
  options: {
    readonly limits?: Limits;
    readonly rung?: Rung | undefined;
    readonly forced?: EngineName | undefined;
  } = {},
): IsolatedPlans {
  const { limits = defaultLimits, rung, forced } = options;
  const child = new KernelChild(() =>
    isolatedExecutor({ limits, rung, program: harnessProgram(limits, { compilers: true }) }),
  );
  const inChild = (mode: "webasm" | "cpu"): Place => ({ name: `gpujs-${mode}`, run: (jobs) => child.run(mode, jobs) });
  const webGpu =
    forced === "gpujs-webgpu" || forced === "gpujs-webgpu-software"
      ? { name: forced, ...webGpuPlans(forced === "gpujs-webgpu" ? "hardware" : "software") }
      : undefined;
  return {
    places: [inChild(decidingMode), inChild("cpu"), ...(webGpu ? [webGpu] : [])],
    async close() {
      await Promise.all([child.close(), webGpu?.close()]);
    },
  };
}

class KernelChild {
  readonly #open: () => IsolatedExecutor;
  #executor: IsolatedExecutor | undefined;
  #session: Promise<Session | Problem> | undefined;

  constructor(open: () => IsolatedExecutor) {
    this.#open = open;
  }

  async run(mode: Mode, jobs: readonly Job[]): Promise<Reply[]> {
    this.#session ??= this.#load();
    const session = await this.#session;
    if ("message" in session) return jobs.map(() => ({ status: "lost", problem: session }));
    const replies = await session.call(
      jobs.map(({ plan, args, wanted }) => ({
        target: "module",
        name: "run",
        args: [mode, plan as unknown as Value, args, wanted as unknown as Value],
      })),
    );
    if (replies.some(({ status }) => status === "lost")) this.#session = undefined;
    return replies.map((reply, index) => checked(jobs[index]!, reply));
  }

  async #load(): Promise<Session | Problem> {
    this.#executor ??= this.#open();
    const loaded = await this.#executor.load(await kernelSource());
    return loaded.status === "loaded" ? loaded.session : graderProblem(loaded.problem.message);
  }

  async close(): Promise<void> {
    await this.#executor?.close();
    this.#executor = undefined;
    this.#session = undefined;
  }
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
