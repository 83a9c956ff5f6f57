/** Repositories that the test makes, good ones and hostile ones, fetched by the system's git. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFiles } from "../handed-in.ts";
import { git as guardedGit } from "./command.ts";
import { parseRepositoryList } from "./list.ts";
import { fetchAll, type FetchedRepository } from "./repositories.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-git-"));
afterAll(() => rmSync(folder, { recursive: true }));
const cache = join(folder, "cache");

function git(repository: string, args: string[], date = "2026-03-01T10:00:00Z"): string {
  const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...author, "-C", join(folder, repository), ...args], {
    encoding: "utf8",
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_CONFIG_GLOBAL: "/dev/null" },
  }).trim();
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(repository: string, date: string): string {
  git(repository, ["add", "--all"]);
  git(repository, ["commit", "--quiet", "--message", "work"], date);
  return git(repository, ["rev-parse", "HEAD"]);
}

let first = "";
let second = "";
beforeAll(() => {
  mkdirSync(join(folder, "ada"));
  git("ada", ["init", "--quiet"]);
  write("ada/02-activations/relu.ts", "first");
  first = commit("ada", "2026-03-01T10:00:00Z");
  write("ada/02-activations/relu.ts", "second");
  second = commit("ada", "2026-03-03T10:00:00Z");
  git("ada", ["branch", "feature", first]);

  mkdirSync(join(folder, "mallory"));
  git("mallory", ["init", "--quiet"]);
  symlinkSync("/etc/passwd", join(folder, "mallory/relu.ts"));
  symlinkSync("/etc", join(folder, "mallory/02-activations"));
  write("mallory/large.ts", "x".repeat(2 ** 20));
  write("mallory/.gitattributes", "*.ts filter=owned\n");
  write("mallory/.gitmodules", '[submodule "a"]\n\tpath = module\n\turl = ../ada\n');
  commit("mallory", "2026-03-01T10:00:00Z");
  git("mallory", ["update-index", "--add", "--cacheinfo", `160000,${first},module.ts`]);
  git("mallory", ["commit", "--quiet", "--message", "a submodule"]);
  for (const hook of ["post-checkout", "pre-auto-gc", "reference-transaction"]) {
    write(`mallory/.git/hooks/${hook}`, `#!/bin/sh\ntouch ${join(folder, "owned")}\n`);
    execFileSync("chmod", ["+x", join(folder, `mallory/.git/hooks/${hook}`)]);
  }
  git("mallory", ["config", "uploadpack.packObjectsHook", `touch ${join(folder, "owned")}`]);

  write("broken/.git/HEAD", "nonsense");
  mkdirSync(join(folder, "empty"));
  git("empty", ["init", "--quiet"]);
});

async function fetch(text: string, more = {}): Promise<FetchedRepository[]> {
  const { repositories, unread } = parseRepositoryList(text, join(folder, "list.txt"));
  expect(unread).toEqual([]);
  return fetchAll(repositories, { cache, ...more });
}

async function read({ handedIn }: FetchedRepository, path: string): Promise<string> {
  const opened = await openFiles(handedIn.files);
  if (opened.status === "refused") return opened.problem.message;
  const file = await opened.files.read([path]);
  return file.status === "file" ? file.text : file.status === "broken" ? file.problem.message : "missing";
}

describe("repositories", () => {
  test("are fetched in the state that their line asks for, and the commit is known", async () => {
    const asked = await fetch(
      [
        "ada newest",
        "ada branch branch=feature",
        `ada whole commit=${first}`,
        `ada short commit=${second.slice(0, 8)}`,
        "ada before before=2026-03-02",
        `file://${join(folder, "ada")} address`,
      ].join("\n"),
    );
    const found = asked.map(({ handedIn: { id, commit, submittedAt } }) => [id, commit, submittedAt]);
    const early = [first, "2026-03-01T10:00:00Z"];
    const late = [second, "2026-03-03T10:00:00Z"];
    expect(found).toEqual([
      ["newest", ...late],
      ["branch", ...early],
      ["whole", ...early],
      ["short", ...late],
      ["before", ...early],
      ["address", ...late],
    ]);
    const texts = await Promise.all(asked.map((one) => read(one, "02-activations/relu.ts")));
    expect(texts).toEqual(["second", "first", "first", "second", "first", "second"]);
  });

  test("run nothing, follow nothing and check nothing out", async () => {
    const [mallory] = await fetch("mallory");
    expect(mallory!.fault).toBeUndefined();
    expect(existsSync(join(folder, "owned"))).toBe(false);
    expect(await read(mallory!, "relu.ts")).toMatch(/^relu\.ts is a link, expected a regular file\. /);
    expect(await read(mallory!, "02-activations/passwd.ts")).toBe("missing");
    expect(await read(mallory!, "module.ts")).toMatch(/^module\.ts is a submodule, /);
    expect(await read(mallory!, "large.ts")).toMatch(/^large\.ts has 1048576 bytes, expected less than 1048576/);
    const names = readdirSync(cache, { recursive: true }) as string[];
    expect(names.filter((name) => /hooks\/|relu\.ts|\.part$/.test(name))).toEqual([]);
  });

  test("are asked for over no protocol that runs a program, even if a list let it through", async () => {
    const asked = guardedGit(["ls-remote", "--", `ext::touch ${join(folder, "owned")}`]);
    await expect(asked).rejects.toThrow("could not be fetched (transport 'ext' not allowed).");
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });

  test("that are broken, empty, gone, or have nothing in time are told, and stop no other", async () => {
    const asked = await fetch(
      [
        "broken",
        "empty",
        "gone",
        "ada none branch=none",
        "ada early before=2026-02-01",
        "ada cut commit=0123abcd",
        "ada",
      ].join("\n"),
    );
    expect(asked.map(({ handedIn, fault }) => [handedIn.id, handedIn.problem?.kind, fault])).toEqual([
      ["broken", "grader", expect.stringMatching(/^could not be fetched \(.+\)\.$/)],
      ["empty", "grader", expect.stringMatching(/^could not be fetched \(.*HEAD.*\)\.$/)],
      ["gone", "grader", "could not be fetched ('gone' does not appear to be a git repository)."],
      ["none", "grader", expect.stringMatching(/^could not be fetched \(.*none.*\)\.$/)],
      ["early", "missing", "has no commit before 2026-02-01."],
      ["cut", "grader", "has no commit, branch or tag 0123abcd."],
      ["ada", undefined, undefined],
    ]);
    expect(asked[0]!.handedIn.problem?.message).toMatch(/^The repository broken could not be fetched /);
  });

  test("that are too large or too slow are stopped", async () => {
    const [large] = await fetch("mallory large", { fresh: true, limits: { seconds: 60, bytes: 100 } });
    expect(large!.fault).toMatch(/^is larger than 0 MB and was stopped\.$/);
    const [slow] = await fetch("mallory slow", { fresh: true, limits: { seconds: 0.000_001, bytes: 2 ** 30 } });
    expect(slow!.fault).toMatch(/^took longer than 0\.000001 s and was stopped\.$/);
  });

  test("are not fetched again, unless that is asked for", async () => {
    mkdirSync(join(folder, "eve"));
    git("eve", ["init", "--quiet"]);
    write("eve/relu.ts", "one");
    const one = commit("eve", "2026-03-01T10:00:00Z");
    const [before] = await fetch("eve");
    write("eve/relu.ts", "two");
    const two = commit("eve", "2026-03-02T10:00:00Z");
    const [again] = await fetch("eve");
    const [fresh] = await fetch("eve", { fresh: true });
    expect([before, again, fresh].map((each) => each!.handedIn.commit)).toEqual([one, one, two]);
    rmSync(join(folder, "eve"), { recursive: true });
    const [kept] = await fetch("eve");
    expect(await read(kept!, "relu.ts")).toBe("two");
  });
});
