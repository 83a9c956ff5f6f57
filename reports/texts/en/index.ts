/** English: the words of each page in a file of its own. */
import * as common from "./common.ts";

export const texts = { common };
