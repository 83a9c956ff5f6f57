import { expect, test } from "vitest";
import type { FinalGrade } from "#graders/policy/grade.ts";
import { grade } from "../samples/mark.ts";
import { languageOf } from "../texts/language.ts";
import { markView } from "./mark-view.ts";

const english = languageOf("en");

test("shows the mark, each attempt with its reason, each part with what it adds, and how it was rounded", () => {
  const view = markView(grade, "ada-2", "student", english);
  expect([view.value, view.of, view.other, view.late]).toEqual(["16", "of 20", "", true]);
  expect(view.attempts).toEqual([
    {
      name: "Attempt 1",
      counts: false,
      reasons: ["Attempt 2 is the last.", "Handed in in time."],
      gives: "It gives 9.",
    },
    {
      name: "Attempt 2",
      counts: true,
      reasons: [
        "It is the last of 2.",
        "Handed in 10 hours after the due date: 1 started day at 10 % each, so 90 % of the points count.",
      ],
      gives: "It gives 15.75.",
    },
  ]);
  // 0.25 · 4.5 / 6 · 20 and 0.75 · 8 / 10 · 20
  expect(view.parts.map(({ points, late, weight, adds }) => [points, late, weight, adds])).toEqual([
    ["5 of 6", "4.5", "25%", "3.75"],
    ["8 of 10", "8", "75%", "12"],
  ]);
  expect(view.total).toEqual([
    { label: "Sum of the parts", value: "15.75", comment: null },
    { label: "Rounded from 15.75", value: "16", comment: null },
  ]);
});

test("says who gave points by hand, and why", () => {
  const [relu, essay] = markView(grade, "ada-2", "student", english).parts;
  expect(relu!.comment).toEqual({ head: "Dr. Meitner added 1:", text: "Well argued." });
  expect(relu!.notes).toEqual(["4 of 6 by the checks.", "2 points could not be decided and are left out."]);
  expect(essay!.criteria).toEqual([
    { text: "Clarity: 3 of 4", level: "good", comment: { head: "Dr. Meitner set it to 3:", text: "Well argued." } },
  ]);
});

test("on the page of an attempt that doesn't count, says so and leaves the parts to the one that does", () => {
  const view = markView(grade, "ada-1", "student", english);
  expect(view.other).toBe("Another attempt counts for the mark. Its page shows how the mark came about.");
  expect([view.parts, view.total]).toEqual([[], []]);
});

test("notes on what somebody should look at are for instructors", () => {
  expect(markView(grade, "ada-2", "student", english).notes).toEqual([]);
  expect(markView(grade, "ada-2", "instructor", english).notes).toEqual(["Somebody should look."]);
});

test("a mark that is pending is none yet, and says what is to be marked", () => {
  const { mark: _, total: __, ...open } = grade;
  const pending: FinalGrade = { ...open, state: "pending", soFar: 4, items: [{ ...grade.items[0]!, pending: true }] };
  expect(markView(pending, "ada-2", "student", english)).toMatchObject({
    value: "",
    state: "Something is still to be marked by hand:",
    pending: ["Essay"],
    soFar: "So far it is 4 of 20.",
  });
});

test("numbers and words are those of the language", () => {
  const view = markView(grade, "ada-2", "student", languageOf("de"));
  expect(view.attempts.map(({ reasons }) => reasons)).toEqual([
    ["Versuch 2 ist der letzte.", "Rechtzeitig abgegeben."],
    [
      "Es ist der letzte von 2.",
      "10 Stunden nach dem Abgabetermin abgegeben: 1 angebrochener Tag zu 10\u00A0%, also zählen 90\u00A0% der Punkte.",
    ],
  ]);
  expect(view.due).toEqual({ text: "12. Mai 2026 um 23:59 (UTC)", extension: "" });
  expect(view.parts[0]).toMatchObject({ points: "5 von 6", late: "4,5", weight: "25\u00A0%", adds: "3,75" });
  expect(view.total.at(-1)).toMatchObject({ label: "Gerundet von 15,75" });
});
