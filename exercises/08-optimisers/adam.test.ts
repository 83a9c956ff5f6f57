import { exercise } from "#graders/student.ts";
import type { AdamModule } from "#specs/08-optimisers/adam.programs.ts";

exercise<AdamModule>("08-optimisers/adam", () => import("./adam.ts"));
