#!/usr/bin/env node
// Starts gradecheck under a Node that runs TypeScript: this one if it is new enough, else the one that npm brought in.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const oldestMajor = 24;
const self = fileURLToPath(import.meta.url);
const root = join(self, "..", "..");
const bundled = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.exe" : "node");

if (Number(process.versions.node.split(".")[0]) >= oldestMajor) {
  // Stripped types and compiled code are kept, here and in vitest's workers: a third of a second less for each run.
  process.env["NODE_COMPILE_CACHE"] ??= join(root, "node_modules", ".cache", "gradecheck");
  nodeModule.enableCompileCache(process.env["NODE_COMPILE_CACHE"]);
  // Node 24 calls the stripping of types that it does itself an experiment. Nobody here can do anything about that.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") console.error(`${warning.name}: ${warning.message}`);
  });
  // Whoever reads the output may have seen enough (`| head`); the work goes on.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
    });
  const { main } = await import("../graders/commands/main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(bundled) && !process.env["GRADECHECK_BUNDLED"]) {
  const env = { ...process.env, GRADECHECK_BUNDLED: "1" };
  process.exitCode = spawnSync(bundled, [self, ...process.argv.slice(2)], { stdio: "inherit", env }).status ?? 2;
} else {
  console.error(
    `gradecheck: Node is ${process.versions.node}, expected ${oldestMajor} or later. Run \`npm ci\` here, which brings its own, or install Node ${oldestMajor}.`,
  );
  process.exitCode = 2;
}
