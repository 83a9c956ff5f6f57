import { describe, expect, test } from "vitest";
import { exited, missingFunction, placeIn, threw } from "./problems.ts";

describe("the place in a stack", () => {
  test("is the first frame in a file of the student's, not a line of the message", () => {
    const stack =
      "Error: at fake (a.ts:1:1)\n    at Tensor.map (gradecheck:reference/tensor/a.ts:5:3)\n    at async f (02/a.ts:7:1)\n    at 02/b.ts:9:1";
    expect(placeIn(stack, ["02/b.ts", "02/a.ts"])).toEqual({ file: "02/a.ts", line: 7 });
    expect(placeIn(stack, ["a.ts"])).toBeUndefined();
  });

  test("may be an address or path on the student's machine", () => {
    expect(placeIn("Error\n    at f (file:///home/me/my%20course/exercises/a.ts:3:1)", ["exercises/a.ts"])).toEqual({
      file: "exercises/a.ts",
      line: 3,
    });
    expect(placeIn("Error\n    at /home/me/my course/exercises/a.ts:3:1", ["exercises/a.ts"])).toEqual({
      file: "exercises/a.ts",
      line: 3,
    });
    expect(placeIn("Error\n    at new Adam (C:\\course\\exercises\\a.ts:3:1)", ["exercises/a.ts"])).toEqual({
      file: "exercises/a.ts",
      line: 3,
    });
  });
});

describe("a problem", () => {
  test("ends in one full stop, and gives an error without a message its due", () => {
    const thrown = { isError: true, name: "Error", message: "Why?", stack: "", notStarted: false };
    expect(threw("f", thrown).message).toBe("f threw an Error: Why?");
    expect(threw("f", { ...thrown, message: "" }).message).toBe("f threw an Error: it has no message.");
  });

  test("names what a file exports instead, up to eight", () => {
    expect(missingFunction("f", new Map()).message).toBe(
      'The file has no export named f, and exports nothing. Write "export function f".',
    );
    const exports = new Map(Array.from({ length: 9 }, (_, i) => [`g${i}`, "function"] as const));
    expect(missingFunction("f", exports, "a.ts").message).toBe(
      'a.ts has no export named f; it exports g0, g1, g2, g3, g4, g5, g6, g7, .... Write "export function f".',
    );
  });

  test("says how a process ended", () => {
    expect(exited("f", "exit code 1").message).toBe(
      "The process that ran f ended before it answered (exit code 1). Nothing in an exercise should end it; remove what does.",
    );
  });
});
