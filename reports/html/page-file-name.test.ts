import { expect, test } from "vitest";
import { pageFileName } from "./page-file-name.ts";

test("a short lower-case id is its own file name", () => {
  expect(pageFileName("student-42")).toBe("student-42.html");
});

test("any other id keeps what is readable and is told apart by a hash", () => {
  expect(pageFileName("Zoë Nguyễn")).toBe("zo-nguy-n_e478a984a8ce.html");
  expect(pageFileName("../../etc/passwd")).toMatch(/^etc-passwd_[0-9a-f]{12}\.html$/);
  expect(pageFileName("💥")).toMatch(/^submission_[0-9a-f]{12}\.html$/);
});

test("different ids have different names on a file system that ignores case, and none is reserved", () => {
  const ids = [
    "ann",
    "Ann",
    "ANN",
    "ann ",
    "a/nn",
    "a\\nn",
    "index",
    "con",
    "NUL",
    "..",
    ".",
    "",
    "\uD800",
    "\uD801",
    "a".repeat(300),
    "a".repeat(301),
    "%2e",
    "a?b#c",
    "ann.html",
  ];
  const names = ids.map(pageFileName);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,80}\.html$/);
  for (const name of names) expect(name).not.toMatch(/^(index|con|nul)\.html$/);
});
