/** Clocks that change: the hours are those of the IANA time zone database. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysAfter, endAfter, endOf, momentInWords, readMoment, wholeDaysSince, type Moment } from "./moment.ts";
import { instantOf, isTimeZone, wallTime } from "./zone.ts";

const berlin = "Europe/Berlin";

function end(text: string, zone: string, days = 0): string {
  return new Date(endOf(daysAfter(readMoment(text)!, days, zone), zone)).toISOString();
}

describe("a date ends with its last millisecond in the zone", () => {
  test.each([
    ["2026-01-15", berlin, "2026-01-15T22:59:59.999Z"],
    ["2026-07-15", berlin, "2026-07-15T21:59:59.999Z"],
    // The days on which clocks change, 23 and 25 hours long.
    ["2026-03-29", berlin, "2026-03-29T21:59:59.999Z"],
    ["2026-10-25", berlin, "2026-10-25T22:59:59.999Z"],
    ["2026-05-10", "Asia/Kathmandu", "2026-05-10T18:14:59.999Z"],
    ["2026-05-10", "America/St_Johns", "2026-05-11T02:29:59.999Z"],
    // Clocks go forward at midnight: the next day begins at 01:00.
    ["2026-09-05", "America/Santiago", "2026-09-06T03:59:59.999Z"],
    // And back at midnight, to 23:00 of the day that was over: it ends once more.
    ["2026-04-04", "America/Santiago", "2026-04-05T03:59:59.999Z"],
  ])("%s in %s", (date, zone, instant) => {
    expect(end(date, zone)).toBe(instant);
  });
});

describe("days are those of the calendar", () => {
  test.each([
    ["a date stays an end of day", "2026-10-24", 1, "2026-10-25T22:59:59.999Z"],
    ["23 hours when clocks go forward", "2026-03-28T12:00:00+01:00", 1, "2026-03-29T10:00:00.000Z"],
    ["25 hours when they go back", "2026-10-24T12:00:00+02:00", 1, "2026-10-25T11:00:00.000Z"],
    ["a time that is skipped comes as much later", "2026-03-28T02:30:00+01:00", 1, "2026-03-29T01:30:00.000Z"],
    ["a time that comes twice is the first", "2026-10-24T02:30:00+02:00", 1, "2026-10-25T00:30:00.000Z"],
    ["no days leave a time that comes twice alone", "2026-10-25T02:30:00+01:00", 0, "2026-10-25T01:30:00.000Z"],
  ])("%s", (_what, text, days, instant) => {
    expect(end(text, berlin, days)).toBe(instant);
  });

  test("hours are hours, whatever clocks do", () => {
    const due = readMoment("2026-03-28T12:00:00+01:00")!;
    expect(new Date(endAfter(due, { hours: 24 }, berlin)).toISOString()).toBe("2026-03-29T11:00:00.000Z");
    expect(new Date(endAfter(due, { days: 1, minutes: 30 }, berlin)).toISOString()).toBe("2026-03-29T10:30:00.000Z");
  });

  test("whole days since a moment are as many as fit", () => {
    const zones = fc.constantFrom(berlin, "America/Santiago", "Pacific/Apia", "Australia/Lord_Howe", "UTC");
    const start = fc.integer({ min: Date.parse("2009-01-01"), max: Date.parse("2027-01-01") });
    fc.assert(
      fc.property(zones, start, fc.nat(40 * 86_400_000), (zone, instant, passed) => {
        const due: Moment = { kind: "instant", instant };
        const days = wholeDaysSince(due, instant + passed, zone);
        expect(endOf(daysAfter(due, days, zone), zone)).toBeLessThanOrEqual(instant + passed);
        expect(endOf(daysAfter(due, days + 1, zone), zone)).toBeGreaterThan(instant + passed);
      }),
      { seed: 2026 },
    );
  });

  test("every instant is found again by its clock, or is the second of two with the same", () => {
    const zones = fc.constantFrom(berlin, "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu");
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: Date.parse("2030-01-01") }), (zone, instant) => {
        const found = instantOf(wallTime(instant, zone), zone);
        expect(found).toBeLessThanOrEqual(instant);
        expect(wallTime(found, zone)).toBe(wallTime(instant, zone));
      }),
      { seed: 2026 },
    );
  });
});

describe("what is no time is not read", () => {
  test.each([
    "",
    "2026-02-30",
    "2026-13-01",
    "2026-5-1",
    "10.5.2026",
    "2026-05-10T18:00",
    "2026-05-10T18:00:00",
    "2026-05-10 18:00Z",
    "2026-05-10T25:00:00Z",
    "2026-02-30T10:00:00Z",
    "2026-05-10T18:00:00+0200",
    "tomorrow",
  ])("%j", (text) => {
    expect(readMoment(text)).toBeUndefined();
  });

  test.each(["2026-02-28", "2024-02-29", "2026-05-10T18:00Z", "2026-05-10T18:00:00.123456+02:00"])("%j is", (text) => {
    expect(readMoment(text)).toBeDefined();
  });
});

test("times are told in the zone", () => {
  expect(momentInWords(readMoment("2026-05-10")!, berlin)).toBe("the end of 2026-05-10 (Europe/Berlin)");
  expect(momentInWords(readMoment("2026-05-10T22:30:00Z")!, berlin)).toBe("2026-05-11 00:30 (Europe/Berlin)");
  expect(momentInWords(readMoment("2026-05-10T22:30:05Z")!, "UTC")).toBe("2026-05-10 22:30:05 (UTC)");
});

test("zones are those of the database", () => {
  expect([berlin, "UTC", "America/New_York", "Mars/Olympus", ""].map(isTimeZone)).toEqual([true, true, true, false, false]); // prettier-ignore
});
