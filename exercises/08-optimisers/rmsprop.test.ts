import { exercise } from "#graders/student.ts";
import type { RmspropModule } from "#specs/08-optimisers/rmsprop.programs.ts";

exercise<RmspropModule>("08-optimisers/rmsprop", () => import("./rmsprop.ts"));
