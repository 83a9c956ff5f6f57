/** What each page can do beside being read: sort, find, choose. */
import type { Locator, Page } from "playwright-core";
import { auditPage, classPage, mapPage, regradePage } from "#reports/index.ts";
import { check, exercise, result } from "#reports/samples/build.ts";
import { languageOf } from "#reports/texts/language.ts";
import { expect, test } from "vitest";
import { describePages, open } from "./browser.ts";
import { changesFor, trailFor } from "./trails.ts";

const language = languageOf("en");

/** Points 3, 1, 2 and so on, so that no order of names is one of points; enough of them that sorting helps. */
const several = ["ada", "bob", "eve", "fay", "gus", "hal", "ida", "jim", "kay", "lou", "mia", "ned"].map((id, index) =>
  result(id, [
    exercise(
      "02-activations/relu",
      "ReLU",
      [3, 1, 2].map((points, place) =>
        check(`check ${place}`, points, { status: place === index % 3 ? "pass" : "fail" }),
      ),
    ),
  ]),
);

/** Names at the heads of the rows that are shown. */
function rowsShown(page: Page): Promise<string[]> {
  return page.getByRole("rowheader").filter({ visible: true }).allInnerTexts();
}

describePages("the class", () => {
  test("is sorted by a column, one way and the other, and says how", async () => {
    const { page, trouble, close } = await open(classPage({ results: several }));
    const table = page.locator("table").first();
    const names = (): Promise<string[]> =>
      table.locator("tbody th[scope=row] a, tbody th[scope=row] bdi").allInnerTexts();
    const first = async (): Promise<string> => (await names())[0]!;
    const head = table.getByRole("columnheader", { name: "Points" });
    expect(await first()).toBe("ada");
    await head.getByRole("button").press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    expect(await first()).toBe("bob");
    await head.getByRole("button").click();
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    expect(await first()).toBe("ada");
    expect(await page.locator("th[aria-sort]").count()).toBe(1);
    expect(trouble).toEqual([]);
    await close();
  });

  test("is searched by name, says how many are left, and has no control that does nothing without a script", async () => {
    const { page, close } = await open(classPage({ results: several }));
    await page.getByRole("searchbox").fill("EVE");
    const rows = page.locator("table").first().locator("tbody tr").filter({ visible: true });
    expect(await rows.count()).toBe(1);
    expect(await rows.first().innerText()).toContain("eve");
    expect(await page.getByRole("status").first().innerText()).toMatch(/\b1\b.*\b12\b/);
    await close();
    const still = await open(classPage({ results: several }), { scripts: false });
    expect(await still.page.getByRole("searchbox").count()).toBe(0);
    expect(await still.page.locator("thead").getByRole("button").count()).toBe(0);
    await still.close();
  });
});

describePages("the map of a large class", () => {
  const exercises = Array.from({ length: 60 }, (_, at) =>
    exercise(`02-activations/exercise-${at}`, "An exercise", [check("it is right", 1)]),
  );
  const html = mapPage({ results: Array.from({ length: 120 }, (_, at) => result(`student-${at + 1}`, exercises)) });

  test("jumps to students further down, and keeps their heads and names in view, without a script", async () => {
    const { page, close } = await open(html, { scripts: false });
    await page.getByRole("navigation").getByRole("link", { name: "student-101", exact: true }).click();
    const table = page.getByRole("table", { name: "From student-101 to student-120" });
    const [first, last] = ["student-101", "student-120"].map((name) => table.getByRole("rowheader", { name }));
    expect(await inSheet(page, first!)).toBe(true);
    // To its end on the right, where its names and heads would be gone if they did not stay.
    await page.getByRole("group").evaluate((sheet) => sheet.scrollTo(1e6, 1e6));
    expect(await inSheet(page, last!)).toBe(true);
    expect(await inSheet(page, table.getByRole("columnheader", { name: "exercise-59" }))).toBe(true);
    expect(await inSheet(page, table.getByRole("columnheader", { name: "Student" }))).toBe(true);
    await close();
  });
});

/** Whether all of it is seen in what scrolls around it. */
async function inSheet(page: Page, element: Locator): Promise<boolean> {
  const [sheet, box] = [await page.getByRole("group").boundingBox(), await element.boundingBox()];
  if (!sheet || !box) return false;
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return (
    box.x >= sheet.x && box.y >= sheet.y && right <= sheet.x + sheet.width + 1 && bottom <= sheet.y + sheet.height + 1
  );
}

describePages("the audit trail", () => {
  const html = auditPage(trailFor(["ada", "bob", "eve", "kay"]), language);

  test("shows one kind of change when asked, without a script", async () => {
    const { page, close } = await open(html, { scripts: false });
    const kinds = (): Promise<string[]> => page.locator(".deed .kind").filter({ visible: true }).allInnerTexts();
    expect(new Set(await kinds())).toEqual(
      new Set(["Graded", "Regrade proposed", "Regrade dropped", "Regrade applied", "Points by hand"]),
    );
    await page.getByRole("radio", { name: "Points by hand" }).check();
    expect(new Set(await kinds())).toEqual(new Set(["Points by hand"]));
    // A day of which nothing is left is gone as well.
    expect(await page.locator("h2").filter({ visible: true }).count()).toBe(1);
    await close();
  });

  test("finds what someone wrote, and whom it is about, also where changes are folded", async () => {
    const { page, close } = await open(html);
    await page.getByRole("searchbox").fill("for kay.");
    expect(await page.locator("blockquote").filter({ visible: true }).allInnerTexts()).toEqual(["For kay."]);
    expect(await page.locator("output").innerText()).toBe("1 entry is shown");
    await page.getByRole("searchbox").fill("kay");
    expect(new Set(await rowsShown(page))).toEqual(new Set(["kay"]));
    await close();
  });
});

describePages("a regrade", () => {
  test("shows those who lose when asked, without a script", async () => {
    // Changes of −3, −2, … 3, in turn.
    const changes = changesFor(Array.from({ length: 7 }, (_, index) => `student-${index}`));
    const view = { changes, submissions: 7, byHand: new Set<string>() };
    const { page, close } = await open(regradePage(view, { language }), { scripts: false });
    const changed = page.locator(".changed tbody tr").filter({ visible: true });
    expect(await changed.count()).toBe(7);
    await page.getByRole("radio", { name: "Lose" }).check();
    expect(await changed.locator("th").allInnerTexts()).toEqual(["student-0", "student-1", "student-2"]);
    await close();
  });
});
