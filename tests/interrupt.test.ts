/** Ctrl-C reaches every process of a terminal's group. It ends the batch; it must not change anyone's result. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "gradecheck-interrupt-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Windows has no process groups to send a signal to.
test.skipIf(process.platform === "win32")(
  "an interrupted batch keeps only whole results, and goes on where it was",
  async () => {
    const gelu = readFileSync(join(root, "reference", "02-activations", "gelu.ts"), "utf8").replace(
      '"#reference/02-activations/erf.ts"',
      '"./erf.ts"',
    );
    for (let student = 1; student <= 40; student++) {
      const own = join(folder, "class", `student-${student}`, "02-activations");
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, "gelu.ts"), gelu);
      writeFileSync(join(own, "erf.ts"), readFileSync(join(root, "reference", "02-activations", "erf.ts")));
    }
    const args = [
      join(root, "bin", "gradecheck.js"),
      "grade",
      join(folder, "class"),
      "--out",
      join(folder, "out"),
      "--exercises",
      "gelu",
    ];
    const first = spawn(process.execPath, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    let progress = "";
    let interrupted = false;
    first.stderr.on("data", (chunk: Buffer) => {
      progress += chunk.toString();
      if (interrupted || !progress.includes("[ 4/40]")) return;
      interrupted = true;
      process.kill(-first.pid!, "SIGINT");
    });
    expect(await new Promise((resolve) => first.once("close", resolve))).toBe(2);
    expect(progress).toMatch(/Stopped after \d+ of 40\. Run the same command again to go on\./);
    const graded = readdirSync(join(folder, "out", "results"));
    expect(graded.length).toBeLessThan(40);
    for (const name of graded)
      expect(JSON.parse(readFileSync(join(folder, "out", "results", name), "utf8"))).toMatchObject({
        points: 9,
        maxPoints: 9,
      });

    const second = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
    let again = "";
    second.stderr.on("data", (chunk: Buffer) => (again += chunk.toString()));
    expect(await new Promise((resolve) => second.once("close", resolve))).toBe(0);
    expect(again.match(/not changed/g)).toHaveLength(graded.length);
    expect(readdirSync(join(folder, "out", "results"))).toHaveLength(40);
  },
);
