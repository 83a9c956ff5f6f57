import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";
import { check, exercise, result } from "#reports/samples/build.ts";
import { languageOf } from "#reports/texts/language.ts";
import { writeClassFiles } from "./write-class-files.ts";

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "gradecheck-class-files-"));
});
afterEach(() => rmSync(out, { recursive: true }));

const read = (name: string): string => readFileSync(join(out, name), "utf8");

/** Of 150 exercises in three units. */
function classOf(students: number): Result[] {
  const exercises = Array.from({ length: 150 }, (_, at) =>
    exercise(`0${1 + (at % 3)}-a-unit/exercise-${at}`, "An exercise", [check("it is right", 1)]),
  );
  return Array.from({ length: students }, (_, at) => result(`student-${at + 1}`, exercises));
}

test("a small class has one page with its map, and none beside it", async () => {
  await writeClassFiles(out, classOf(3), {});
  expect(existsSync(join(out, "map.html"))).toBe(false);
  expect(read("index.html")).toContain("Every exercise of every student");
  expect(read("index.html")).not.toContain("map.html");
});

test("the map of a large class has a page of its own, linked both ways; it goes when the class has become small", async () => {
  // 134 by 150 are 20,100 cells.
  await writeClassFiles(out, classOf(134), { title: "Week 7", language: languageOf("de") });
  expect(read("index.html")).toMatch(/<a href="map\.html">Alle 150 Aufgaben/);
  expect(read("index.html")).toContain("Jedes Kapitel bei allen");
  expect(read("map.html")).toMatch(
    /<h1>Week 7: jede Aufgabe bei allen<\/h1>[^]*<a href="index\.html">Zurück zur Klasse/,
  );
  expect(read("map.html")).toContain('href="reports/student-134.html"');
  await writeClassFiles(out, classOf(3), {});
  expect(existsSync(join(out, "map.html"))).toBe(false);
});
