/**
 * `npm run drill`: a batch that is killed at random moments, with SIGKILL, and begun again, until it is done. In the end every submission must
 * have been graded once: one result that counts, one line in the audit trail, and files that say the same.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { Random } from "#tensor";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { Store, storeFile } from "#graders/store/store.ts";
import { resultJson } from "#reports/index.ts";
import { resultFile } from "../../graders/commands/write-student-files.ts";
import { generateClass } from "./generate.ts";

const [students = 500, kills = 100] = process.argv.slice(2).map(Number);
const folder = join(projectRoot, ".cache", "drill");
const out = join(folder, "out");
const random = new Random(Date.now() % 2 ** 31);

await rm(folder, { recursive: true, force: true });
const [relu] = selectIds(await exerciseIds(), ["relu"]);
await generateClass(join(folder, "class"), { students, exercises: [relu!], seed: 1 });
let killed = 0;
while (killed < kills) {
  const before = graded();
  // Spread over the whole batch; one in four while it is still starting.
  const further = random.integer(0, 4) === 0 ? 0 : random.integer(1, Math.ceil((1.6 * students) / kills));
  const ended = await grade({ graded: before + further, milliseconds: 600 * random.uniform([]).item() });
  if (ended === "done") break;
  if (ended === "killed") killed++;
  process.stderr.write(`kill ${killed}: ${graded()} graded, ${before} before\n`);
}
while ((await grade()) !== "done");
const faults = [...faultsOf(), ...(await differingFiles())];
console.log(
  faults.length > 0
    ? faults.join("\n")
    : `${killed} kills; ${graded()} submissions, each graded once; the store is whole, and the files say what it says.`,
);
process.exit(faults.length > 0 || killed < kills ? 1 : 0);

/** @param until - it is killed so many milliseconds after so many are graded; never when left out. */
async function grade(until?: { graded: number; milliseconds: number }): Promise<"killed" | "done" | "failed"> {
  const command = [join(projectRoot, "bin", "gradecheck.js"), "grade", join(folder, "class"), "--out", out];
  const child = spawn(process.execPath, command, { stdio: "ignore" });
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  if (until) {
    while (child.exitCode === null && graded() < until.graded) await setTimeout(20);
    await setTimeout(until.milliseconds);
    child.kill("SIGKILL");
  }
  const [code, signal] = await ended;
  return signal === "SIGKILL" ? "killed" : code === 0 || code === 1 ? "done" : "failed";
}

function graded(): number {
  try {
    const store = new DatabaseSync(storeFile(out), { readOnly: true, timeout: 10_000 });
    const count = Number(store.prepare("SELECT count(*) AS n FROM result WHERE state = 'current'").get()!["n"]);
    store.close();
    return count;
  } catch {
    return 0;
  }
}

function faultsOf(): string[] {
  const database = new DatabaseSync(storeFile(out));
  const faults: string[] = [];
  const state = database.prepare("PRAGMA integrity_check").get()!["integrity_check"];
  if (state !== "ok") faults.push(`The store is damaged: ${String(state)}`);
  const many = database.prepare(
    "SELECT submission, count(*) AS n FROM event WHERE what = 'graded' GROUP BY submission HAVING n != 1",
  );
  for (const { submission, n } of many.all()) faults.push(`${String(submission)} was graded ${String(n)} times.`);
  const former = Number(database.prepare("SELECT count(*) AS n FROM result WHERE state != 'current'").get()!["n"]);
  if (former > 0) faults.push(`${former} results were replaced.`);
  database.close();
  return faults;
}

async function differingFiles(): Promise<string[]> {
  const store = new Store(out, { who: "drill" });
  const faults: string[] = [];
  for (const result of store.results()) {
    const file = resultFile(out, result.submission.id);
    const written = await readFile(file, "utf8");
    if (written !== resultJson(result, { audience: "instructor" })) faults.push(`${file} differs from the store.`);
  }
  store.close();
  return faults;
}
