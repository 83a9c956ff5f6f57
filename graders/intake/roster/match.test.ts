import { describe, expect, test } from "vitest";
import type { Identity } from "../people.ts";
import { matchPerson } from "./match.ts";
import { endOf, extensionOf, momentOf } from "./times.ts";

const people = [
  { id: "11", name: "Lovelace, Ada", email: "al@x.org", login: "ada", sisId: "s11" },
  { id: "12", name: "Grace Brewster Hopper", email: "gh@x.org" },
  { id: "13", name: "José Álvarez" },
  { id: "14", name: "Pat O'Brien" },
  { id: "15", name: "Kim Lee", sisId: "s15" },
  { id: "16", name: "Lee, Kim" },
  { id: "17" },
];

function match(identity: Identity): string | string[] | undefined {
  const { person, several } = matchPerson(identity, people);
  return person?.id ?? several?.map(({ id }) => id);
}

describe("a person is found", () => {
  test.each<[string, Identity, string]>([
    ["by number", { id: "17", name: "anyone" }, "17"],
    ["by number, in spite of a nickname", { id: "11", name: "addie" }, "11"],
    ["by the university's number", { sisId: "S11" }, "11"],
    ["by address", { email: "GH@X.org", name: "G. Hopper" }, "12"],
    ["by Canvas's name", { id: "990", name: "lovelaceada" }, "11"],
    ["by Canvas's name with an apostrophe", { id: "991", name: "obrienpat" }, "14"],
    ["by Moodle's name", { id: "992", name: "Jose Alvarez" }, "13"],
    ["by a folder's name", { any: "ada-lovelace" }, "11"],
    ["by a folder's name in decomposed letters", { any: "jose\u0301_a\u0301lvarez" }, "13"],
    ["by a folder called as the login", { any: "ADA" }, "11"],
    ["by a folder called as the address", { any: "gh" }, "12"],
    ["by several names", { name: "Hopper, Grace Brewster" }, "12"],
    ["where two have the name, by number", { id: "15", name: "leekim" }, "15"],
  ])("%s", (_how, identity, id) => {
    expect(match(identity)).toBe(id);
  });
});

describe("nobody is taken", () => {
  test("when nobody fits", () => {
    expect(match({ any: "mallory" })).toBeUndefined();
    expect(match({ name: "Ada" })).toBeUndefined();
    expect(match({})).toBeUndefined();
    expect(match({ any: "" })).toBeUndefined();
  });

  test("when two have the name", () => {
    expect(match({ any: "kim-lee" })).toEqual(["15", "16"]);
  });

  test("when the number is one person's and the name another's", () => {
    expect(match({ id: "12", name: "lovelaceada" })).toEqual(["12", "11"]);
  });
});

test.each([
  ["2026-03-01", "2026-03-01"],
  [" 2026-03-01 23:59 ", "2026-03-01T23:59"],
  ["2026-03-01T23:59:30+0100", "2026-03-01T23:59:30+01:00"],
  ["2026-04-26 17:34:00.861687000 Z", "2026-04-26T17:34:00.861Z"],
  ["2026-02-30", undefined],
  ["2026-03-01T25:00", undefined],
  ["01/03/2026", undefined],
  ["2026-03-01 Z", undefined],
  ["", undefined],
  [7, undefined],
])("the moment %j is %j", (text, moment) => {
  expect(momentOf(text)).toBe(moment);
});

test("a date ends with its day, and no zone is UTC", () => {
  expect(endOf("2026-03-01").toISOString()).toBe("2026-03-01T23:59:59.000Z");
  expect(endOf("2026-03-01T12:00").toISOString()).toBe("2026-03-01T12:00:00.000Z");
  expect(endOf("2026-03-01T12:00+02:00").toISOString()).toBe("2026-03-01T10:00:00.000Z");
});

test("an extension is days or a moment", () => {
  expect(["3", "+2 days", "1.5d", "0", "2026-03-01", "-1", "soon"].map(extensionOf)).toEqual([
    3,
    2,
    1.5,
    0,
    "2026-03-01",
    undefined,
    undefined,
  ]);
});
