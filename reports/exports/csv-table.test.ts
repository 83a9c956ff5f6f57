import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv, withCell, writeCsv } from "./csv-table.ts";

const cell = fc.oneof(fc.constantFrom("", "a", " 12,5 ", '"', 'a"b', "two\nlines", "x;y", "=2+5", "é"), fc.string());

test("a table that is read and written again has the same bytes", () => {
  const table = fc.record({
    rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
    quoteAll: fc.boolean(),
    mark: fc.constantFrom("", "\uFEFF"),
    separator: fc.constantFrom(",", ";", "\t"),
    lineEnd: fc.constantFrom("\n", "\r\n"),
    endsWithLine: fc.boolean(),
  });
  fc.assert(
    fc.property(table, ({ rows, quoteAll, ...style }) => {
      // A first line that shows the separator, as the header of a gradebook does.
      const header = ["Student", "ID", "Section", "Week 3", "Total", "Note"].map((text) => ({ text, quoted: false }));
      const cells = rows.map((row) => row.map((text) => ({ text, quoted: quoteAll || text.includes("\uFEFF") })));
      const text = writeCsv({ rows: [header, ...cells], ...style });
      expect(writeCsv(readCsv(text))).toBe(text);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a cell that is filled is quoted where it must be, and a short row becomes long enough", () => {
  const { rows, ...style } = readCsv("a,b,c\n1\n");
  const filled = withCell(rows[1]!, 2, 'x, "y"');
  expect(writeCsv({ ...style, rows: [rows[0]!, filled] })).toBe('a,b,c\n1,,"x, ""y"""\n');
});

test("what is no CSV says where it stops being one", () => {
  expect(() => readCsv('a,b\n"1,2\n')).toThrow(/^is not CSV: .*Quote Not Closed.* line 2.*Export it again/);
});
