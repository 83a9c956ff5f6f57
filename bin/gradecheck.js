#!/usr/bin/env node
// Starts gradecheck under a Node that runs TypeScript: this one if it is new enough, else the one that npm brought in.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const oldestMajor = 24;
const root = join(import.meta.dirname ?? ".", "..");
const bundled = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.exe" : "node");

if (Number(process.versions.node.split(".")[0]) >= oldestMajor) {
  const { main } = await import("../graders/commands/main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(bundled) && process.env["GRADECHECK_NODE"] !== "bundled") {
  const { status } = spawnSync(bundled, [join(root, "bin", "gradecheck.js"), ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, GRADECHECK_NODE: "bundled" } });
  process.exitCode = status ?? 2;
} else {
  console.error(`gradecheck: Node is ${process.versions.node}, expected ${oldestMajor} or later. Run \`npm ci\` in ${root}, which brings its own, or install Node ${oldestMajor}.`);
  process.exitCode = 2;
}
