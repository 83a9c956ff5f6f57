/** What a policy calls exercises and units: as on the command line, by name, id or unit. */

/** `02-activations` of `02-activations/relu`. */
export function unitOf(id: string): string {
  return id.slice(0, id.lastIndexOf("/"));
}

/** Whether a key is the name or the id of this exercise. */
export function namesExercise(key: string, id: string): boolean {
  return key === id || key === id.slice(id.lastIndexOf("/") + 1);
}

/** Whether a key is the unit of this exercise: its folder, its number or its words. */
export function namesUnit(key: string, id: string): boolean {
  const unit = unitOf(id);
  const dash = unit.indexOf("-");
  return key === unit || (dash > 0 && (key === unit.slice(0, dash) || key === unit.slice(dash + 1)));
}

export function names(key: string, id: string): boolean {
  return namesExercise(key, id) || namesUnit(key, id);
}

/** The key that speaks of this exercise; one that names it goes before one that names its unit. */
export function keyFor(keys: readonly string[], id: string): string | undefined {
  return keys.find((key) => namesExercise(key, id)) ?? keys.find((key) => namesUnit(key, id));
}
