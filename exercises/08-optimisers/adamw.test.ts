import { exercise } from "#graders/student.ts";
import type { AdamWModule } from "#specs/08-optimisers/adamw.programs.ts";

exercise<AdamWModule>("08-optimisers/adamw", () => import("./adamw.ts"));
