/** The corpus can be read, and its judge sees every kind of success: what cannot fail proves nothing. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { check, exercise, result } from "#reports/samples/build.ts";
import { filled, openArena, type Arena } from "./arena.ts";
import { parseHeader, parseModule, readAttacks } from "./attack.ts";
import { successes, type Observation } from "./judge.ts";
import { hostileIn, type Rendering } from "./renderings.ts";

describe("the header of an attack", () => {
  const header = "// tries: to win\n// stopped by: the rules\n// exercise: 02-activations/relu\n";

  test("is read up to the first line that is no comment, and all of the file is handed in", () => {
    const text = `${header}// earns: 1.5\n// problem: threw|lost\nexport const x = 1;\n// a comment\n`;
    expect(parseModule("forge", "to-win.ts", text)).toEqual({
      name: "forge/to-win",
      family: "forge",
      tries: "to win",
      stoppedBy: "the rules",
      exercise: "02-activations/relu",
      earns: 1.5,
      problem: /threw|lost/,
      submission: "mallory",
      pieces: [{ path: "02-activations/relu.ts", text }],
    });
    expect(parseModule("forge", "a.ts", `${header}// earns: all\n`).earns).toBe("all");
    expect(parseModule("forge", "a.ts", header).earns).toBe(0);
  });

  test.each([
    ["// tries: x\n// exercise: 02-activations/relu\n", 'forge/a: the header lacks "stopped by".'],
    [`${header}// wins: all\n`, 'forge/a: the header has the key "wins", expected tries,'],
    [`${header}// anything else\n`, 'forge/a: the header has the line "// anything else", expected "// key: value".'],
    [`${header}// tries: twice\n`, 'forge/a: the header says "tries" twice.'],
    [`${header}// earns: some\n`, 'forge/a: earns is "some", expected a number of points or all.'],
    [header.replace("02-activations/relu", "relu"), 'forge/a: exercise is "relu", expected an id'],
  ])("is refused when it is wrong: %j", (text, message) => {
    expect(() => parseModule("forge", "a.ts", text)).toThrow(message);
  });

  test("of an attack in a folder obeys the same rules", () => {
    expect(() => parseHeader("read/a", new Map([["tries", "x"]]))).toThrow('read/a: the header lacks "stopped by".');
  });

  test("is right in all of the corpus, which has a hundred attacks and no name twice", async () => {
    const attacks = await readAttacks();
    expect(attacks.length).toBeGreaterThan(100);
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  });
});

describe("the arena", () => {
  let arena: Arena;
  beforeEach(async () => {
    arena = await openArena();
  });
  afterEach(() => arena.close());
  const place = () => arena.place({ submission: "x", pieces: [{ path: "a/b.ts", text: "__TOKEN__ __dirname" }] });

  test("is unharmed as long as nothing happens, and knows the names in an attack", async () => {
    const { root } = await place();
    expect(readFileSync(join(root, "a", "b.ts"), "utf8")).toBe(`${arena.replacements["TOKEN"]} __dirname`);
    expect(readFileSync(filled("__SECRET_FILE__", arena.replacements), "utf8")).toContain(
      arena.secrets.get("the secret file"),
    );
    expect(await arena.damage()).toEqual([]);
  });

  test("shows a file that was changed, and one that was made", async () => {
    const { root } = await place();
    writeFileSync(arena.replacements["SECRET_FILE"]!, "");
    writeFileSync(join(root, "new.txt"), "");
    expect(await arena.damage()).toEqual([
      "secret/other-student.ts in the arena was changed.",
      "submissions/x/new.txt in the arena was changed.",
    ]);
  });

  test("shows a file with the token outside", async () => {
    await place();
    const file = join(tmpdir(), arena.replacements["TOKEN"]!);
    writeFileSync(file, "");
    expect(await arena.damage()).toContain(`A file was made in ${tmpdir()}.`);
    rmSync(file);
  });

  test("shows a call to its listener", async () => {
    await place();
    await new Promise<void>((closed) =>
      connect(Number(arena.replacements["PORT"]), "127.0.0.1")
        .on("error", () => undefined)
        .on("close", () => closed()),
    );
    expect(await arena.damage()).toEqual(["The listener was called 1 times."]);
  });

  // Nobody but Linux lists processes as files.
  test.runIf(process.platform === "linux")("shows a process that is still alive", async () => {
    await place();
    const code = "setTimeout(() => {}, 60_000)";
    const child = spawn(process.execPath, ["-e", code, arena.replacements["TOKEN"]!], { stdio: "ignore" });
    expect(await arena.damage()).toEqual([`Processes were left alive: ${child.pid}.`]);
    child.kill("SIGKILL");
  });
});

describe("an attack has succeeded", () => {
  const relu = (status: "pass" | "fail" | "inconclusive"): Result =>
    result("mallory", [
      exercise("02-activations/relu", "ReLU", [
        check("relu is right", 2, { status }),
        check("its gradient is right", 1, { status: "fail", visibility: "hidden" }),
      ]),
    ]);
  const seen: Observation = {
    result: relu("fail"),
    renderings: [],
    fullPoints: 3,
    damage: [],
    secrets: new Map([["the secret file", "s3cr3t"]]),
    hiddenNumbers: new Set(["0.1234567"]),
    grownMegabytes: 1,
    stillSeconds: 0.1,
    honest: { points: 5, maxPoints: 5 },
    honestFullPoints: 5,
  };
  const report = (text: string, more: Partial<Rendering> = {}): Partial<Observation> => ({
    renderings: [{ format: "markdown", audience: "student", text, ...more }],
  });

  test("not when none of this happened", () => {
    expect(successes({ earns: 0, problem: /relu is right/ }, seen)).toEqual([]);
    expect(successes({ earns: "all" }, { ...seen, result: relu("pass") })).toEqual([]);
  });

  test.each<[string, Partial<Observation>, RegExp]>([
    ["it gained a point", { result: relu("pass") }, /^It got 2 points, expected 0 at most: “relu is right”\.$/],
    ["points were taken out of the grading", { result: relu("inconclusive") }, /^2 points were taken out/],
    ["the grader gave no result", { result: undefined as never, failure: "it threw" }, /^The grader gave no result/],
    ["there was damage", { damage: ["A file was made."] }, /^A file was made\.$/],
    ["the grader grew", { grownMegabytes: 900 }, /^The grader grew by 900 MB\.$/],
    ["the grader stood still", { stillSeconds: 30 }, /^The grader stood still for 30 s\.$/],
    ["the next submission lost points", { honest: { points: 4, maxPoints: 5 } }, /got 4 of 5 points\.$/],
    ["a report shows a secret", report("it is s3cr3t"), /^A report shows the secret file\.$/],
    ["students see a hidden number", report("x = 0.123456789"), /^Students are shown numbers of hidden checks/],
    ["students see it backwards", report("987654321.0"), /^Students are shown numbers of hidden checks/],
    ["students see it in letters", report("a.bcdefghij"), /^Students are shown numbers of hidden checks/],
    ["a report would act on its reader", report("safe \u202E text"), /^markdown holds a mark that turns/],
    ["a report is far too long", report("x".repeat(3e6)), /^markdown has 3000000 characters\.$/],
  ])("when %s", (_, change, expected) => {
    const got = successes({ earns: 0 }, { ...seen, ...change });
    expect(got).toHaveLength(1);
    expect(got[0]).toMatch(expected);
  });

  test("when the result doesn't say what it should", () => {
    expect(successes({ earns: 0, problem: /timed out/ }, seen)).toEqual(["The result does not say /timed out/."]);
  });

  test("not when a teacher is shown a hidden number", () => {
    expect(successes({ earns: 0 }, { ...seen, ...report("0.123456789", { audience: "instructor" }) })).toEqual([]);
  });
});

test.each<[Rendering["format"], string, string]>([
  ["text", "a \u001B[31m", "control character"],
  ["json", "a \u009B31m", "control character"],
  ["html", "<p><script>alert(1)</script>", "markup"],
  ["html", '<p onclick="alert(1)">', "attribute"],
  ["markdown", "```\n<script>\n```\n<script>", "markup"],
  ["text", "fine\n  ::error file=x::hacked", "workflow command"],
  ["text", "fine ##[error]hacked", "workflow command"],
  ["csv", "name,points\r\n=cmd|x,1", "formula"],
  ["junit", "<unclosed>", "not XML"],
])("%s that acts on its reader is seen: %j", (format, text, what) => {
  expect(hostileIn({ format, audience: "student", text }).join()).toContain(what);
});

test("text that is only shown acts on nobody", () => {
  expect(hostileIn({ format: "markdown", audience: "student", text: "```text\n<script>\n```\n\\<script>" })).toEqual(
    [],
  );
  expect(hostileIn({ format: "csv", audience: "student", text: "name,points\r\n'=cmd,1" })).toEqual([]);
  expect(hostileIn({ format: "text", audience: "student", text: "relu threw an Error: ::error::x" })).toEqual([]);
});
