/** What holds for every page, whoever it is about and whatever it shows. */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describePages, desktop, open, phone, zoomed, type Opened } from "./browser.ts";
import { cutOff, focusedStop, grounds, markStops, shownWords, sidewaysScroll, sticksOut } from "./in-page.js";
import { largePages, pages } from "./pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong, with everything unfolded, each as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(`"axe" in window`))) await page.evaluate(axe);
  const found = (await page.evaluate(`(async () => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    for (const one of folded) one.open = false;
    return violations;
  })()`)) as { id: string; nodes: { html: string; failureSummary: string }[] }[];
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

describePages("every page", () => {
  describe.each(pages)("$name", ({ html }) => {
    let text: string;
    let opened: Opened;
    beforeAll(async () => {
      text = html();
      opened = await open(text);
    });
    afterAll(() => opened.close());

    test("asks for nothing and complains of nothing", () => {
      expect(opened.trouble).toEqual([]);
    });

    test.each([
      ["in light on a desk", desktop, "light"],
      ["in dark on a desk", desktop, "dark"],
      ["in light on a phone", phone, "light"],
      ["in dark on a phone", phone, "dark"],
    ] as const)("can be read by everyone, %s", async (_name, viewport, colorScheme) => {
      const { page } = opened;
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    });

    test("never scrolls to the side, on a phone or at 200 %", async () => {
      const { page } = opened;
      for (const viewport of [phone, zoomed]) {
        await page.setViewportSize(viewport);
        expect(await page.evaluate(sidewaysScroll), `${viewport.width} pixels`).toBe(0);
      }
    });

    test("says the same without scripts", async () => {
      if (!text.includes("<script")) return;
      await opened.page.setViewportSize(desktop);
      const still = await open(text, { scripts: false });
      const [shown, without] = [await opened.page.evaluate(shownWords), await still.page.evaluate(shownWords)];
      const all = ({ controls, others }: typeof shown): string[] => [...controls, ...others];
      expect(missing(without.others, all(shown)), "gone with scripts").toEqual([]);
      expect(missing(shown.others, all(without)), "gone without scripts").toEqual([]);
      expect(still.trouble).toEqual([]);
      await still.close();
    });

    test("can be walked through with the keyboard, in order, and shows where one is", async () => {
      const { page } = opened;
      await page.setViewportSize(desktop);
      await page.reload();
      const stops = await page.evaluate(markStops);
      const walked: number[] = [];
      for (let index = 0; index < stops; index++) {
        await page.keyboard.press("Tab");
        const { stop, seen, label } = await page.evaluate(focusedStop);
        walked.push(stop);
        expect(seen, `the focus on ${label} can be seen`).toBe(true);
      }
      expect(walked).toEqual(Array.from({ length: stops }, (_, index) => index));
    });

    test("skips what stands before its content, and opens what is folded", async () => {
      const { page } = opened;
      await page.reload();
      await page.keyboard.press("Tab");
      const target = await page.evaluate(`document.activeElement.matches(".skip") && document.activeElement.hash`);
      expect(target).toMatch(/^#./);
      await page.keyboard.press("Enter");
      expect(await page.evaluate(`"#" + document.activeElement.id`)).toBe(target);
      const folded = page.locator("summary").first();
      if ((await folded.count()) === 0) return;
      await folded.focus();
      const before = await page.evaluate(`document.activeElement.parentElement.open`);
      await page.keyboard.press("Enter");
      expect(await page.evaluate(`document.activeElement.parentElement.open`)).toBe(!before);
    });

    test("prints on A4, in dark ink on light paper, with nothing cut off", async () => {
      const { page } = opened;
      await page.emulateMedia({ colorScheme: "dark" });
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const [width, height] = a4(pdf);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      // Margins of 16 mm; 96 pixels to the inch of 72 points.
      const inside = Math.floor(((width - (2 * 16 * 72) / 25.4) * 96) / 72);
      await page.setViewportSize({ width: inside, height: Math.round((height * 96) / 72) });
      expect(await page.evaluate(sticksOut)).toEqual([]);
      expect(await page.evaluate(cutOff)).toEqual([]);
      const { backgrounds, ink } = await page.evaluate(grounds);
      for (const ground of backgrounds) expect(brightness(ground)).toBeGreaterThan(200);
      expect(brightness(ink)).toBeLessThan(80);
    });
  });
});

describePages("a page of 800", () => {
  test.each(largePages)(
    "$name",
    async ({ name, html }) => {
      const text = html();
      const megabytes = Buffer.byteLength(text) / 1e6;
      const start = performance.now();
      const { page, trouble, close } = await open(text);
      console.log(`${name}: ${megabytes.toFixed(2)} MB, opened in ${Math.round(performance.now() - start)} ms`);
      expect(megabytes).toBeLessThan(5);
      const before = performance.now();
      const wrong = await violations(page);
      console.log(`${name}: looked at by axe in ${Math.round(performance.now() - before)} ms`);
      expect(wrong).toEqual([]);
      await page.setViewportSize(phone);
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      expect(trouble).toEqual([]);
      await close();
    },
    180_000,
  );
});

/** Words that are in none of the others. */
function missing(words: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return [...new Set(words)].filter((word) => !known.has(word));
}

/** Width and height in points of every page of a PDF, which must be A4, upright or not. */
function a4(pdf: string): [width: number, height: number] {
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => [Number(width), Number(height)] as [number, number],
  );
  expect(boxes.length).toBeGreaterThan(0);
  for (const box of boxes)
    expect(box.toSorted((a, b) => a - b).map((points) => Math.round((points * 25.4) / 72))).toEqual([210, 297]);
  return boxes[0]!;
}

/** From 0 to 255; what is transparent shows the paper. */
function brightness([red, green, blue, alpha]: readonly number[]): number {
  const opaque = alpha! / 255;
  return opaque * ((red! + green! + blue!) / 3) + (1 - opaque) * 255;
}
