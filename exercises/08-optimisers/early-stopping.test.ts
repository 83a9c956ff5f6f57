import { exercise } from "#graders/student.ts";
import type { EarlyStoppingModule } from "#specs/08-optimisers/early-stopping.programs.ts";

exercise<EarlyStoppingModule>("08-optimisers/early-stopping", () => import("./early-stopping.ts"));
