/** Deutsch. */
import type { Texts } from "../language.ts";
import * as common from "./common.ts";

export const texts: Texts = { common };
