/** Writes the page of the audit trail, from the store alone. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Store, storeFile } from "#graders/store/store.ts";
import { userName } from "#graders/store/user.ts";
import { auditPage } from "#reports/index.ts";
import type { Language } from "#reports/texts/language.ts";
import { recordedLanguage } from "./run-record.ts";
import { writeWhole } from "./write-whole.ts";

/** @param language - that of the last run when left out. */
export async function writeAudit(out: string, store: Store, language?: Language): Promise<void> {
  await writeWhole(join(out, "audit.html"), auditPage(store.trail(), language ?? (await recordedLanguage(out))));
}

/** Nothing where the folder holds results without a store. */
export async function writeAuditOf(out: string, language?: Language): Promise<void> {
  if (!existsSync(storeFile(out))) return;
  const store = new Store(out, { who: userName() });
  try {
    await writeAudit(out, store, language);
  } finally {
    store.close();
  }
}
