/**
 * Opens a page as a reader would: from an address of its own, under a policy that lets nothing in from outside.
 *
 * What the page tried to fetch, what was refused and what its console says is noted; a page that is in order leaves all of it empty.
 */
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, inject } from "vitest";

const address = "http://pages.test/";

/** Style and script of the page itself, and nothing else from anywhere. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };
/** 1280 pixels at 200 %. */
export const zoomed = { width: 640, height: 450 };

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly scripts?: boolean;
}

export interface Opened {
  readonly page: Page;
  /** Errors of the console, exceptions, refused and attempted requests. */
  readonly trouble: readonly string[];
  /** Opens another page in place of this one. */
  readonly show: (html: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

let browser: Browser;

/** A suite that needs a browser; skipped where there is none. */
export function describePages(name: string, tests: () => void): void {
  describe.skipIf(inject("browserAddress") === "")(name, () => {
    beforeAll(async () => {
      browser = await chromium.connect(inject("browserAddress"));
    });
    afterAll(() => browser.close());
    tests();
  });
}

export async function open(html: string, { viewport = desktop, scripts = true }: OpenOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport, javaScriptEnabled: scripts, reducedMotion: "reduce" });
  const trouble: string[] = [];
  let shown = html;
  await context.route("**", (route) => {
    if (route.request().url() === address)
      return route.fulfill({
        contentType: "text/html; charset=utf-8",
        headers: { "content-security-policy": policy },
        body: shown,
      });
    trouble.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") trouble.push(message.text());
  });
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("dialog", (dialog) => {
    trouble.push(`opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const show = async (other: string): Promise<void> => {
    shown = other;
    await page.goto(address);
  };
  await show(html);
  return { page, trouble, show, close: () => context.close() };
}
