/** Which engines of arithmetic there are besides the reference's own plain TypeScript. Each is probed in a child: a bad driver may abort or hang. */
import { execFile } from "node:child_process";
import { projectRoot } from "#graders/spec/load.ts";

export interface EngineFinding {
  readonly name: string;
  readonly available: boolean;
  /** Why, and what to do where it isn't there. */
  readonly detail: string;
}

const probeTimeout = 20_000;

/** Prints one line: what the engine says of itself. tfjs-node-gpu 4.22 calls a function that Node 23 dropped; it is put back first. */
const tfjsNodeGpu = `
  const util = process.getBuiltinModule("node:util");
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  const tf = await import("@tensorflow/tfjs-node-gpu");
  const { default: { backend } } = tf;
  console.log("TensorFlow.js " + tf.default.version.tfjs + (backend().isUsingGpuDevice ? ", on the GPU" : ", without a GPU"));
`;

export async function probeEngines(): Promise<EngineFinding[]> {
  const reference: EngineFinding = { name: "reference", available: true, detail: "float64, plain TypeScript" };
  return [reference, await probe("@tensorflow/tfjs-node-gpu", tfjsNodeGpu)];
}

async function probe(name: string, program: string): Promise<EngineFinding> {
  const { error, stdout, stderr } = await new Promise<{ error: Error | null; stdout: string; stderr: string }>(
    (resolve) => {
      const args = ["--no-warnings", "--input-type=module", "--eval", program];
      execFile(
        process.execPath,
        args,
        { cwd: projectRoot, timeout: probeTimeout, maxBuffer: 2 ** 20 },
        (failure, out, err) => resolve({ error: failure, stdout: out, stderr: err }),
      );
    },
  );
  if (!error) return { name, available: true, detail: stdout.trim().split("\n").at(-1) ?? "" };
  if (stderr.includes("ERR_MODULE_NOT_FOUND"))
    return { name, available: false, detail: "not installed; `npm install --include=optional` tries again" };
  if (stderr.includes("native addon module")) {
    return {
      name,
      available: false,
      detail:
        "installed without its native part, which npm does not fetch by itself here; `npm rebuild @tensorflow/tfjs-node-gpu --ignore-scripts=false` does",
    };
  }
  return {
    name,
    available: false,
    detail: `does not start: ${(stderr.split("\n").find((line) => /error/i.test(line)) ?? error.message).slice(0, 160)}`,
  };
}
