/**
 * Clocks on the wall. A wall time is the number of milliseconds that it would be since 1970 if the zone were UTC, so that
 * days can be added to it.
 *
 * Node 24 has no Temporal, so what a zone's clocks show is read from Intl.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

export const dayInMilliseconds = 86_400_000;

export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at an instant. */
export function wallTime(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year, month, day, hour, minute, second } = parts as Record<string, number>;
  // Offsets are of whole seconds, so milliseconds are those of the instant.
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  return Date.UTC(year!, month! - 1, day, hour, minute, second, milliseconds);
}

/**
 * The instant at which the clocks of a zone show a wall time, as Temporal's `compatible` has it: the first of two when clocks
 * were put back; when they were put forward over it, as much later as they were.
 */
export function instantOf(wall: number, zone: string): number {
  // No zone changes its clocks twice in two days.
  const before = offsetAt(wall - dayInMilliseconds, zone);
  const after = offsetAt(wall + dayInMilliseconds, zone);
  const candidates = [wall - before, wall - after].filter((instant) => wallTime(instant, zone) === wall);
  return candidates.length > 0 ? Math.min(...candidates) : wall - before;
}

function offsetAt(instant: number, zone: string): number {
  return wallTime(instant, zone) - instant;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}
