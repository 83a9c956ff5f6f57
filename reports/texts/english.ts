/** The language of formats that have no choice of one: terminal, JUnit, exports. Pages in other languages take theirs instead. */
import { languageOf } from "./language.ts";

export const english = languageOf("en");
