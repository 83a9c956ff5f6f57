/** `npm run bench`: every figure of speed that the project states, each beside a baseline that runs in turn with it. */
import { cpus } from "node:os";
import { compareEngines } from "./engines/main.ts";
import { memoryOverMany, tenExercises } from "./grading.ts";
import { keyPressToVerdict, saveToVerdict } from "./student.ts";

const benchmarks: { readonly [name: string]: () => Promise<void> } = {
  test: () => keyPressToVerdict(5),
  watch: () => saveToVerdict(7),
  grade: () => tenExercises(3),
  memory: () => memoryOverMany(),
  class: async () => (await import("./class/main.ts")).gradeClasses(classSizes()),
  layers: async () => (await import("./layers.ts")).compareLayers(),
  engines: () => compareEngines(),
  similarity: async () => (await import("./similarity/main.ts")).compareSimilarity(),
  queue: async () => (await import("./queue-simulation.ts")).simulateQueue(),
};

/** GRADECHECK_CLASS=800,10000 asks for classes of these sizes. */
function classSizes(): number[] {
  return (process.env["GRADECHECK_CLASS"] ?? "800").split(",").map(Number);
}

const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!benchmarks[name]) {
    console.error(`bench: ${name} is unknown, expected ${Object.keys(benchmarks).join(", ")}, or none for all.`);
    process.exit(2);
  }
}
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`);
for (const [name, benchmark] of Object.entries(benchmarks))
  if (wanted.length === 0 || wanted.includes(name)) await benchmark();
