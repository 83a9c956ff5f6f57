/** Plans on WebGPU, from the grader's side: a child that may abort, hang or lie, and none of it matters to the grader. */
import { spawn, type ChildProcess } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { Tensor } from "#tensor";
import type { Reply } from "../executor.ts";
import { exited } from "../problems.ts";
import type { Job, PlanRunner } from "./session.ts";

const program = fileURLToPath(new URL("./webgpu-child.ts", import.meta.url));
const answerMilliseconds = 20_000;
/** What a driver needs to be found, and nothing else of the grader's environment. */
const driverVariables = ["PATH", "HOME", "LD_LIBRARY_PATH", "VK_DRIVER_FILES", "VK_ICD_FILENAMES", "XDG_RUNTIME_DIR"];

export interface ClosablePlans extends PlanRunner {
  close(): Promise<void>;
}

/** @param on - the adapter that an engine's name asks for; that it is there was probed before. */
export function webGpuPlans(on: "hardware" | "software"): ClosablePlans {
  let child: WebGpuChild | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    // It does one thing at a time; callers needn't know.
    run: (jobs) => (turn = turn.then(() => runAll(jobs))) as Promise<Reply[]>,
    async close() {
      child?.kill();
      child = undefined;
    },
  };

  async function runAll(jobs: readonly Job[]): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (const job of jobs) {
      child ??= new WebGpuChild(on);
      const reply = await child.run(job);
      replies.push(reply);
      if (reply.status === "lost") {
        child.kill();
        child = undefined;
      }
    }
    return replies;
  }
}

class WebGpuChild {
  readonly #process: ChildProcess;
  readonly #requests: Writable;
  readonly #ready: Promise<Buffer | string>;
  #received: Buffer[] = [];
  #length = 0;
  #waiting: ((answer: Buffer | string) => void) | undefined;

  constructor(on: "hardware" | "software") {
    const permissions = [
      "--permission",
      "--allow-fs-read=*",
      "--allow-addons",
      "--disallow-code-generation-from-strings",
    ];
    this.#process = spawn(process.execPath, [...permissions, "--no-warnings", program, on], {
      stdio: ["pipe", "ignore", "ignore", "pipe"],
      env: Object.fromEntries(
        driverVariables.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
      ),
    });
    this.#requests = this.#process.stdin!;
    this.#requests.on("error", () => undefined);
    (this.#process.stdio[3] as Readable).on("data", (chunk: Buffer) => this.#receive(chunk));
    this.#process.on("close", (code, signal) => this.#settle(signal ?? `exit code ${code}`));
    this.#process.on("error", (error) => this.#settle(error.message));
    this.#ready = this.#answer();
  }

  async run({ name, plan, args, wanted }: Job): Promise<Reply> {
    const ready = await this.#ready;
    const answer = typeof ready === "string" ? ready : await this.#ask(plan, args, wanted);
    if (typeof answer === "string") return { status: "lost", problem: exited(`A kernel of ${name} on WebGPU`, answer) };
    if (answer[0] !== 0) {
      const message = answer.toString("utf8", 1, 500);
      return { status: "threw", name: "Error", message, notStarted: false, problem: { kind: "threw", message } };
    }
    const sizes = wanted.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
    const bytes = Uint8Array.from(answer.subarray(1));
    if (bytes.length !== 4 * sizes.reduce((sum, size) => sum + size, 0))
      return { status: "lost", problem: exited(`A kernel of ${name} on WebGPU`, "it sent what is no answer") };
    const numbers = new Float32Array(bytes.buffer);
    let offset = 0;
    const value = wanted.map(
      ({ shape }, index) => new Tensor(Float64Array.from(numbers.subarray(offset, (offset += sizes[index]!))), shape),
    );
    return { status: "returned", value };
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  #ask(plan: Job["plan"], args: Job["args"], wanted: Job["wanted"]): Promise<Buffer | string> {
    const steps = plan.steps.map((step) =>
      // JSON.stringify would write a tensor out as an object of its parts, which the child can't use.
      "upload" in step ? { upload: { data: [...step.upload.data], shape: step.upload.shape } } : step,
    );
    const text = Buffer.from(
      JSON.stringify({ plan: { ...plan, steps }, shapes: args.map(({ shape }) => shape), wanted }),
    );
    const numbers = args.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    const head = Buffer.alloc(8);
    head.writeUInt32LE(4 + text.length + numbers.reduce((sum, { length }) => sum + length, 0));
    head.writeUInt32LE(text.length, 4);
    const answered = this.#answer();
    this.#requests.write(Buffer.concat([head, text, ...numbers]));
    return answered;
  }

  #answer(): Promise<Buffer | string> {
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#settle(`no answer within ${answerMilliseconds / 1000} s`),
        answerMilliseconds,
      );
      this.#waiting = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      if (this.#process.exitCode !== null) this.#settle(`exit code ${this.#process.exitCode}`);
    });
  }

  #settle(answer: Buffer | string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(answer);
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#length += chunk.length;
    if (this.#length < 4) return;
    const all = Buffer.concat(this.#received);
    const size = all.readUInt32LE();
    this.#received = [all];
    if (all.length < 4 + size) return;
    this.#received = [];
    this.#length = 0;
    this.#settle(all.subarray(4, 4 + size));
  }
}
