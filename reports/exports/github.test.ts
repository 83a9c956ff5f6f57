import { expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { attribute, commands, hostile } from "../samples/hostile.ts";
import { mixed, samples } from "../samples/results.ts";
import { githubAnnotations } from "./github-annotations.ts";
import { command, withoutCommands } from "./github-commands.ts";
import { cutMarkdown, githubSummary } from "./github-summary.ts";
import { secrets } from "./samples.ts";

interface Command {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads as the runner does: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs. */
function commandsIn(text: string): Command[] {
  return text.split("\n").flatMap((line) => {
    const [, kind, list = "", message = ""] = /^\s*::([a-z-]+)(?: ([^\n]*?))?::(.*)$/.exec(line) ?? [];
    if (kind === undefined) return [];
    const pairs = list
      .split(",")
      .filter(Boolean)
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(unescaped));
    return [{ kind, properties: Object.fromEntries(pairs) as Record<string, string>, message: unescaped(message) }];
  });
}

function unescaped(text: string): string {
  const marks: Record<string, string> = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
  return text.replace(/%(0D|0A|3A|2C|25)/g, (mark) => marks[mark]!);
}

test("the runner reads back file, line, title and message of each check that was not passed", () => {
  const read = commandsIn(githubAnnotations([mixed], { audience: "student" }));
  expect(read).toContainEqual({
    kind: "error",
    properties: {
      file: "exercises/05-convolution/conv2d.ts",
      line: "22",
      title: "conv2d: not loadable",
    },
    message:
      "Expected ',' or ')' but found '{'. The file must parse before any check can run. The file could not be loaded, so no check could run.",
  });
  expect(read).toContainEqual({
    kind: "error",
    properties: { file: "exercises/02-activations/relu.ts", title: "relu: the gradient of relu is right" },
    message:
      "The gradient with respect to x is 1 at [0], expected 0. 2 of 3 entries differ.\nIt looks like: mask from the upstream sign.",
  });
});

test("what could not be graded is a warning, and what waits is a notice", () => {
  const read = commandsIn(githubAnnotations([mixed], { audience: "student" }));
  const titles = (kind: string) =>
    read.filter((each) => each.kind === kind).map(({ properties }) => properties["title"]);
  expect(titles("warning")).toEqual([
    "momentum: the step is smooth at a plateau",
    "momentum: two runs with the same seed agree",
    "scaled-dot-product: not graded",
  ]);
  expect(titles("notice")).toEqual([
    "batch-norm: not started",
    "max-pool: not started",
    "cross-entropy: the gradient of the loss is right",
  ]);
});

test("ten of a kind, the costliest first, and the last says how many are left out", () => {
  const wrong = Array.from({ length: 13 }, (_, index) =>
    check(`check ${index + 1} is right`, index + 1, { status: "fail", lesson: { summary: "Wrong." } }),
  );
  const read = commandsIn(
    githubAnnotations([result("ada", [exercise("01-a/one", "One", wrong)])], { audience: "student" }),
  );
  expect(read).toHaveLength(10);
  expect(read.slice(0, 2).map(({ properties }) => properties["title"])).toEqual([
    "one: check 13 is right",
    "one: check 12 is right",
  ]);
  expect(read[9]!.message).toBe(
    "4 more errors not shown here, because GitHub shows 10 of a kind. The summary of this job has them.",
  );
});

test("text of a submission stays in its annotation, whatever it holds", () => {
  const text = githubAnnotations([hostile], { audience: "instructor" });
  const read = commandsIn(text);
  expect(read).toHaveLength(text.trimEnd().split("\n").length);
  expect(new Set(read.map(({ kind }) => kind))).toEqual(new Set(["error"]));
  for (const { properties } of read)
    expect(Object.keys(properties).filter((key) => !["file", "line", "title"].includes(key))).toEqual([]);
  expect(read.some(({ properties }) => properties["file"] === attribute)).toBe(true);
});

test("per cents, commas, colons and line breaks come through the escaping of the toolkit", () => {
  const text = command("error", { file: "a,b%2C.ts", title: "50%: x, y" }, "50%0A is\n100%25");
  expect(text).toBe("::error file=a%2Cb%252C.ts,title=50%25%3A x%2C y::50%250A is%0A100%2525\n");
  expect(commandsIn(text)).toEqual([
    { kind: "error", properties: { file: "a,b%2C.ts", title: "50%: x, y" }, message: "50%0A is\n100%25" },
  ]);
});

test("a folder of the repository stands before each file", () => {
  const text = githubAnnotations([mixed], { audience: "student", folder: "homework/" });
  expect(text).toContain("file=homework/exercises/02-activations/relu.ts");
  expect(githubAnnotations([mixed], { audience: "student", folder: "." })).toContain("file=exercises/");
});

test("between stop-commands nothing resumes them but the token at the end", () => {
  const log = withoutCommands(`${commands}\n::secret-token::\n::error::owned`, "secret-token");
  expect(log.startsWith("::stop-commands::secret-token\n")).toBe(true);
  expect(log.endsWith("\n::secret-token::\n")).toBe(true);
  expect(log.match(/secret-token/g)).toHaveLength(2);
});

test("the summary holds each submission, and nothing of hidden checks", () => {
  const text = githubSummary(samples, { audience: "student" });
  expect(text.match(/^# /gm)).toHaveLength(samples.length);
  expect(text).not.toMatch(secrets);
});

test("a summary is cut to what GitHub takes, outside of code, with a sentence", () => {
  const long = Array.from({ length: 200 }, (_, index) => result(`student-${index}`, mixed.exercises));
  const text = githubSummary(long, { audience: "student" });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2 ** 20);
  expect(Buffer.byteLength(text)).toBeGreaterThan(2 ** 20 - 2000);
  expect(text).toMatch(/\n> \*\*The summary is cut here\*\*, because GitHub takes 1 MiB\..*\n$/);
});

test("a code block that is open at the cut is closed by its own fence", () => {
  const block = `before\n\`\`\`\`\`text\n\`\`\`\n${"é code\n".repeat(100)}\`\`\`\`\`\nafter\n`;
  for (let bytes = 200; bytes < Buffer.byteLength(block); bytes += 7) {
    const text = cutMarkdown(block, bytes);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytes);
    const fences = text.match(/^`{5}/gm) ?? [];
    expect(fences.length % 2).toBe(0);
  }
});
