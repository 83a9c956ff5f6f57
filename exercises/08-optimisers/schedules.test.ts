import { exercise } from "#graders/student.ts";
import type { SchedulesModule } from "#specs/08-optimisers/schedules.programs.ts";

exercise<SchedulesModule>("08-optimisers/schedules", () => import("./schedules.ts"));
