/** Whatever a submission holds, in whatever field of a result: a page shows it as text, and nothing of it becomes a part of the page. */
import type { Result } from "#graders/result/result.ts";
import { auditPage, classPage, mapPage, regradePage, studentPage } from "#reports/index.ts";
import { plainText } from "#reports/plain.ts";
import { languageOf } from "#reports/texts/language.ts";
import { expect, test } from "vitest";
import { describePages, open } from "./browser.ts";
import { filledResult } from "./filled.ts";
import { addresses, anatomy } from "./in-page.js";

const run = "window.pwned = 1";
const attempts: { readonly [name: string]: string } = {
  script: `<script>${run}</script>`,
  "the end of a script": `</script><script>${run}</script>`,
  "an image": `<img src=x onerror="${run}">`,
  "a vector image": `<svg onload="${run}"><script>${run}</script></svg>`,
  "a style": `</style><style>* { display: none }</style>`,
  "the end of an attribute": `" autofocus onfocus="${run}" x='`,
  "the end of an attribute in single quotes": `' autofocus onfocus='${run}' x="`,
  "a template": `{{constructor.constructor("${run}")()}} {{{raw}}} {{> lesson}} {{#each this}}`,
  entities: `&lt;script&gt;${run}&lt;/script&gt; &#60;b&#62; &amp;amp;`,
  "a comment": `<!-- --><b>bold</b><!--`,
  "a data section": `]]><![CDATA[<b>bold</b>]]>`,
  "an address": `javascript:${run} <a href="javascript:${run}">here</a>`,
  "a frame": `<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe><base href="http://evil.test/">`,
  "the end of the page": `</p></div></main></body></html><h1>Mine</h1>`,
  "a turned direction": `safe \u202Egnp.exe\u2066 \u200F<b>bold</b>`,
  "commands to a terminal": `\u001B[31m<b>red</b>\u001B[0m\u001B]0;title\u0007\u0000`,
};

const harmless = "plain words";
const language = languageOf("en");

/** Each page that is made of a result. */
const makers: { readonly [name: string]: (result: Result) => string } = {
  // It shows whatever the student's own page shows, and more.
  "the page of a student": (result) => studentPage(result, { audience: "instructor" }),
  "the page of the class": (result) => classPage({ title: result.submission.id, results: [result] }),
  "the map of the class": (result) => mapPage({ title: result.submission.id, results: [result] }),
  "the page of a regrade": (result) => regradePage(regradeOf(result), { language }),
  "the audit trail": (result) => auditPage(trailOf(result), language),
};

describePages("markup in a result", () => {
  test.each(Object.entries(makers))("%s shows it as text", async (_name, make) => {
    const { page, trouble, show, close } = await open(make(filledResult(() => harmless)));
    const expected = await page.evaluate(anatomy);
    for (const [attempt, text] of Object.entries(attempts)) {
      await show(make(filledResult(() => text)));
      const found = await page.evaluate(anatomy);
      expect(counted(found.elements), attempt).toEqual(counted(expected.elements));
      expect(new Set(found.attributes), attempt).toEqual(new Set(expected.attributes));
      expect(await page.evaluate("window.pwned"), attempt).toBeUndefined();
      for (const address of await page.evaluate(addresses)) expect(address).not.toMatch(/^\s*(javascript|data):/i);
      expect(squeezed((await page.textContent("body"))!)).toContain(squeezed(plainText(text)));
    }
    expect(trouble).toEqual([]);
    await close();
  });

  test("every text of a result stands on the page, as it was written, save what it shows in another form", async () => {
    const fields = new Set<string>();
    const marked = filledResult((path) => {
      fields.add(path);
      return `<b>${path}</b>`;
    });
    const { page, close } = await open(makers["the page of a student"]!(marked));
    const text = (await page.textContent("body"))!;
    const absent = [...fields].filter((path) => !text.includes(`<b>${path}</b>`));
    for (const path of absent) expect(path).toMatch(elsewhere);
    await close();
  });
});

/** Kinds have words of their own; of a tensor and its parts numbers are shown; differences stand in its picture. */
const elsewhere =
  /^exercises\.checks\.(kind|lesson\.((input\.value|expected|actual)\..*(text|name)|differences\.(expected|actual)))$/;

/** Without elements that stand inside of a text: a formula's letters, the colours of code. */
function counted(elements: Readonly<Record<string, number>>): Record<string, number> {
  const inText = ["i", "sub", "sup", "span", "mark", "wbr", "br"];
  return Object.fromEntries(Object.entries(elements).filter(([name]) => !inText.includes(name)));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function regradeOf({ submission, exercises }: Result) {
  const score = { points: 1, maxPoints: 2 };
  const outcome = { status: "pass", ...score } as const;
  const changed = exercises.map(({ id, checks }) => ({
    id,
    before: score,
    after: score,
    checks: checks.slice(0, 1).map(({ name }) => ({ name, after: outcome })),
  }));
  const changes = [{ submission: submission.id, before: score, after: score, exercises: changed.slice(0, 1) }];
  const decision = { what: "applied", who: submission.id, at: "2026-11-28T09:05:00Z" } as const;
  return { changes, submissions: 1, byHand: new Set<string>(), decision };
}

function trailOf({ submission: { id } }: Result) {
  const head = { at: "2026-11-28T09:05:00Z", who: id, submission: id };
  return [
    { ...head, what: "marked", place: [id], mode: "add", points: 1, comment: id } as const,
    { ...head, what: "other", detail: id } as const,
  ];
}
