/**
 * One Chromium for all tests of pages: started before the first, closed after the last, reached by each through its address.
 *
 * It is whatever Chromium the machine has; playwright-core brings none. Without one the tests are skipped, and it says so.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

const names = ["chromium", "chromium-browser", "google-chrome"];

declare module "vitest" {
  interface ProvidedContext {
    /** Empty where there is no browser. */
    readonly browserAddress: string;
  }
}

export default async function startBrowser({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = onPath();
  if (executablePath === undefined) {
    console.warn(`Pages are not opened in a browser: none of ${names.join(", ")} is on the PATH.`);
    provide("browserAddress", "");
    return undefined;
  }
  // Without its sandbox it also runs as root and in containers; it opens our own pages and nothing else.
  const server = await chromium.launchServer({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  provide("browserAddress", server.wsEndpoint());
  return () => server.close();
}

function onPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
