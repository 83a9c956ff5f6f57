/** From the command line to a student's page: its language, the student's own lines, what is new, the mark. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { projectRoot } from "#graders/spec/load.ts";
import { main } from "./main.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-student-reports-"));
const [submissions, out] = [join(folder, "class"), join(folder, "out")];
const file = join(submissions, "ada-lovelace", "02-activations", "relu.ts");
const graded = ["grade", submissions, "--out", out, "--exercises", "relu"];
const page = (): string => readFileSync(join(out, "reports", "ada-lovelace.html"), "utf8");

beforeAll(async () => {
  cpSync(join(projectRoot, "examples", "submissions", "ada-lovelace"), join(submissions, "ada-lovelace"), {
    recursive: true,
  });
});
beforeEach(() => {
  for (const channel of ["log", "error"] as const) vi.spyOn(console, channel).mockImplementation(() => undefined);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a language that there is not is refused", async () => {
  expect(await main([...graded, "--language", "fr"])).toBe(2);
});

test("the page is in the language that was asked for, again when it is written again, and in another when that is asked for", async () => {
  expect(await main([...graded, "--language", "de"])).toBe(0);
  const first = page();
  expect(first).toContain('<html lang="de">');
  expect(await main(["report", out])).toBe(0);
  expect(page()).toBe(first);
  expect(await main(["report", out, "--language", "en"])).toBe(0);
  expect(page()).toContain('<html lang="en">');
}, 60_000);

test("a file that got worse shows what was lost and its own lines, and a mark where there is a policy", async () => {
  const right = readFileSync(file, "utf8");
  writeFileSync(
    file,
    `${right.replace("export function relu(", "function other(")}\nexport const relu = (x: Tensor): Tensor => x;\n`,
  );
  writeFileSync(join(submissions, "policy.json"), JSON.stringify({ scale: { maximum: 20 } }));
  expect(await main(graded)).toBe(1);
  expect(page()).toContain("Since the last attempt");
  expect(page()).toContain("Passed before, not any more");
  expect(page()).toMatch(/Your code <span class="place">02-activations\/relu\.ts, line \d+<\/span>/);
  expect(page()).toMatch(/Your mark[^]*of 20/);
}, 60_000);
