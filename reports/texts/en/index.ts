/** English: the words of each page in a file of its own. */
import { audit } from "./audit.ts";
import { classPage } from "./class.ts";
import * as common from "./results.ts";
import * as student from "./student.ts";
import { course } from "./course.ts";
import { itemsPage } from "./items.ts";
import { policy } from "./policy.ts";
import { regrade } from "./regrade.ts";

export const texts = { audit, classPage, common, course, itemsPage, policy, regrade, student };
