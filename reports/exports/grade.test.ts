import { expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { feedbackOf, fullMarks, gradeNotes, gradeOf, inOrder } from "./grade.ts";
import { ada, alan, grace } from "./samples.ts";

const half = result("half", [
  exercise("01-a/one", "One", [check("the first is right", 80), check("the second is right", 4, { status: "fail" })]),
  exercise("01-a/two", "Two", [check("the third is right", 4, { status: "not graded" })]),
]);

test("points that could not be graded are on neither side of the grade", () => {
  expect(fullMarks([half])).toBe(88);
  expect(gradeOf(half, 88)).toBe(83.81);
});

test("a grade out of all points is the points, where everything was decided", () => {
  const whole = result("whole", [exercise("01-a/one", "One", [check("a", 0.1), check("b", 0.2, { status: "fail" })])]);
  expect(gradeOf(whole, fullMarks([whole]))).toBe(0.1);
});

test("the marks of an exercise that one submission could not be graded on are known from another", () => {
  const open = exercise("01-a/two", "Two", [], { status: "not graded" });
  expect(fullMarks([result("a", [open]), half])).toBe(88);
});

test("no grade and a zero are two things", () => {
  expect(gradeOf(grace.result, 10)).toBeUndefined();
  expect(gradeOf(alan.result, 10)).toBe(0);
});

test("the notes name who has no grade, and who has one that stands on a part", () => {
  expect(gradeNotes([grace, ada, alan])).toEqual([
    '"ada" is graded on the rest alone: 4 points could not be graded, by no fault of the student.',
    '"grace" has no grade: 1 exercise could not be graded, by no fault of the student. Grade the submission again.',
  ]);
});

test("the feedback says points, what is not right and what was left out, in one line", () => {
  expect(feedbackOf(ada.result)).toBe(
    "3 of 10 points. Not yet right: relu and momentum. Not graded, by no fault of the student: 4 points. What was not graded is left out of the score.",
  );
  expect(feedbackOf(grace.result)).toBe("Not graded, by no fault of the student: 1 exercise.");
});

test("all of a group have the grade of their submission, and its note stands once", () => {
  const group = [grace, ada, { ...ada, person: { id: "201" } }];
  expect(inOrder(group).map(({ person }) => person!.id)).toEqual(["101", "201", "102"]);
  expect(gradeNotes(group)).toHaveLength(2);
});
