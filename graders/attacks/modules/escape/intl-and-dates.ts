// tries: locales, time zones and clocks of the machine through Intl and Date
// stopped by: the clock stands still, DateTimeFormat is gone, and the child has a time zone and a locale of its own
// exercise: 02-activations/relu
// problem: 1,234
export function relu() {
  const now = [Date.now(), new Date().getTime(), performance.now(), new Date(2020, 0, 1).getTimezoneOffset()];
  for (let i = 0; i < 3e6; i++) Math.sqrt(i);
  const later = [Date.now(), new Date().getTime(), performance.now(), 0];
  if (now.join() !== later.join() || typeof Intl.DateTimeFormat === "function") console.log("__FLAG__");
  throw new Error(Number(1234.5).toLocaleString());
}
export const reluBackward = relu;
