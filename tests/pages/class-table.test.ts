/** The table of students sorts and filters, by mouse and by keyboard, and says what it did. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { classPage } from "#reports/index.ts";
import { classFacts } from "#reports/samples/class-facts.ts";
import { describePages, open } from "./browser.ts";

const html = classPage(classFacts, { folder: "reports/" });

/** First words of the rows that are shown. */
const names = (page: Page): Promise<string[]> =>
  page
    .locator("#table tbody tr:visible th bdi")
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.split(/[\s,]/)[0]!));

const byName = ["Ada", "Grace", "Grace", "robot", "Wanda", "Wolfeschlegelsteinhausenbergerdorff", "Zoë", "عمر", "محمد"];

describePages("the table of students", () => {
  test("is whole and in the order of names, with scripts and without", async () => {
    for (const scripts of [true, false]) {
      const opened = await open(html, { scripts });
      const { page } = opened;
      expect(await names(page)).toEqual(byName);
      expect(await page.locator("#controls").isVisible()).toBe(scripts);
      expect(await page.locator("#table thead button").count()).toBe(scripts ? 10 : 0);
      await opened.close();
    }
  });

  test("sorts by what a head names, the other way at the second press, and keeps what has no value last", async () => {
    const opened = await open(html);
    const { page } = opened;
    const head = page.locator("#table thead th", { hasText: "Time" });
    await head.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await names(page)).toEqual(["robot", "Wolfeschlegelsteinhausenbergerdorff", "Ada", "Grace", "Grace", "Zoë", "عمر", "Wanda", "محمد"]); // prettier-ignore
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    expect(await page.getByRole("status").innerText()).toBe("9 of 9 shown. Sorted by Time, ascending.");
    await page.keyboard.press("Space");
    expect(await names(page)).toEqual(["عمر", "Zoë", "Grace", "Grace", "Ada", "Wolfeschlegelsteinhausenbergerdorff", "robot", "Wanda", "محمد"]); // prettier-ignore
    expect(await page.locator("[aria-sort]").count()).toBe(1);
    expect(await page.getByRole("status").innerText()).toBe("9 of 9 shown. Sorted by Time, descending.");
    await opened.close();
  });

  test("shows what fits text, section and state together, and all again", async () => {
    const opened = await open(html);
    const { page } = opened;
    await page.getByLabel("Find").fill("zoe jose");
    expect(await names(page)).toEqual(["Zoë"]);
    expect(await page.getByRole("status").innerText()).toBe("1 of 9 shown.");
    await page.getByLabel("Find").fill("");
    await page.getByLabel("Section").selectOption("B");
    await page.getByLabel("State").selectOption({ label: "late (2)" });
    expect(await names(page)).toEqual(["عمر"]);
    await page.getByRole("button", { name: "Show all" }).click();
    // The form is empty only after the press, so the rows come back a moment later.
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(byName);
    expect(await page.getByRole("status").innerText()).toBe("9 of 9 shown.");
    await opened.close();
  });
});
