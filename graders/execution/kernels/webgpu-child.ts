/**
 * Carries out plans on WebGPU, in a process of its own. A driver needs files, threads and system calls that the children of grading are denied, so
 * this one has Node's permissions alone: it can't write, start programs or threads of Node's, or make code from text.
 *
 * A request is its length, the length of a JSON text, that text (plan, shapes of arguments, wanted) and the arguments' numbers. An answer is its
 * length, a byte (0: the wanted numbers follow, as float32; 1: an error's message follows) and that.
 */
import { readSync, writeSync } from "node:fs";
import { Tensor } from "#tensor";
import { openDevice } from "#graders/engines/gpujs.ts";
import type { Plan, Planned } from "../../../reference/gpu/recording-device.ts";

interface Request {
  readonly plan: Plan;
  readonly shapes: readonly (readonly number[])[];
  readonly wanted: readonly Planned[];
}

const { device } = await openDevice("webgpu", process.argv[2] === "software" ? "software" : "hardware");
// What a driver prints must not stand between answers: they go to a descriptor of their own.
const [requests, answers] = [0, 3];
answer(0, Buffer.alloc(0));
for (;;) {
  const body = read(read(4).readUInt32LE());
  const textLength = body.readUInt32LE();
  const { plan, shapes, wanted } = JSON.parse(body.toString("utf8", 4, 4 + textLength)) as Request;
  const numbers = new Float64Array(Uint8Array.from(body.subarray(4 + textLength)).buffer);
  let offset = 0;
  const args = shapes.map((shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return new Tensor(numbers.slice(offset, (offset += size)), shape);
  });
  try {
    const steps = plan.steps.map((step) =>
      "upload" in step ? { upload: new Tensor(Float64Array.from(step.upload.data), step.upload.shape) } : step,
    );
    const tensors = await device.run({ ...plan, steps }, args, wanted);
    answer(0, Buffer.concat(tensors.map(({ data }) => Buffer.from(Float32Array.from(data).buffer))));
  } catch (error) {
    answer(1, Buffer.from((error as Error).message));
  }
}

function read(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  for (let filled = 0; filled < size;) {
    const got = readSync(requests, bytes, filled, size - filled, null);
    if (got === 0) process.exit(0);
    filled += got;
  }
  return bytes;
}

function answer(status: number, content: Buffer): void {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(content.length + 1);
  head[4] = status;
  const bytes = Buffer.concat([head, content]);
  for (let written = 0; written < bytes.length;) written += writeSync(answers, bytes, written);
}
