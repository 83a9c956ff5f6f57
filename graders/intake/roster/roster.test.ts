import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseRoster, readRoster } from "./roster.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-roster-"));
afterAll(() => rmSync(folder, { recursive: true }));

function people(text: string): unknown {
  return parseRoster(text, "roster.csv").people;
}

describe("a roster", () => {
  test("of one's own has what one has written", () => {
    expect(
      people(
        'ID;Name;E-Mail;Login;SIS id;Section;Extension\n1;"Lovelace; Ada";ada@x.org;ada;s1;A;2026-03-01 23:59\n2;Bob;;;;;+3 days\n;;;;;;\n',
      ),
    ).toEqual([
      {
        id: "1",
        name: "Lovelace; Ada",
        email: "ada@x.org",
        login: "ada",
        sisId: "s1",
        section: "A",
        extension: "2026-03-01T23:59",
      },
      { id: "2", name: "Bob", extension: 3 },
    ]);
  });

  test("is Canvas's gradebook, without the rows that are no students", () => {
    const text = [
      "Student,ID,SIS User ID,SIS Login ID,Section,Week 3 (88)",
      ",,,,,Manual Posting",
      "    Points Possible,,,,,12",
      '"Lovelace, Ada",11,s11,ada,"A, B",3',
      '"Student, Test",99,,x,A,',
    ].join("\r\n");
    expect(people(`\uFEFF${text}`)).toEqual([
      { id: "11", name: "Lovelace, Ada", login: "ada", sisId: "s11", section: "A, B" },
    ]);
  });

  test("is Canvas's list of people, Moodle's participants or worksheet, Gradescope's roster, or GitHub Classroom's", () => {
    expect(people("name,canvas_user_id,user_id,login_id,sections\nAda Lovelace,11,s11,ada,A")).toEqual([
      { id: "11", name: "Ada Lovelace", login: "ada", sisId: "s11", section: "A" },
    ]);
    expect(people("First name,Last name,ID number,Email address,Groups\nAda,Lovelace,007,ada@x.org,G1")).toEqual([
      { id: "007", name: "Ada Lovelace", email: "ada@x.org", sisId: "007", section: "G1" },
    ]);
    expect(
      people("Identifier,Full name,ID number,Email address,Status,Grade\nParticipant 5012,Ada Lovelace,007,a@x,,"),
    ).toEqual([{ id: "5012", name: "Ada Lovelace", email: "a@x", sisId: "007" }]);
    expect(people("First Name,Last Name,SID,Email,Sections\nAda,Lovelace,007,a@x,S")).toEqual([
      { id: "007", name: "Ada Lovelace", email: "a@x", sisId: "007", section: "S" },
    ]);
    expect(people("identifier,github_username,github_id,name\nada,adal,5,Ada Lovelace")).toEqual([
      { id: "ada", name: "Ada Lovelace", login: "adal" },
    ]);
  });

  test("keeps hostile names as they are, and each person once", () => {
    expect(people('id,name\n1,"=2+5\n<b>"\n1,"=2+5\n<b>"\n__proto__,\u202Eevil')).toEqual([
      { id: "1", name: "=2+5\n<b>" },
      { id: "__proto__", name: "\u202Eevil" },
    ]);
  });

  test("tells of each line that it can't understand, and keeps the person", () => {
    const { people, unread } = parseRoster(
      "id,name,extension\n1,Ada,01/03/2026\n2,Bob,soon\n,,7\n2,Eve,",
      "roster.csv",
    );
    expect(people.map(({ id, extension }) => [id, extension])).toEqual([
      ["1", undefined],
      ["2", undefined],
      ["2", undefined],
    ]);
    expect(unread).toEqual([
      {
        line: 2,
        why: expect.stringMatching(/^The extension "01\/03\/2026" is no date and no number of days, expected /),
      },
      { line: 3, why: expect.stringMatching(/^The extension "soon" is /) },
      { line: 4, why: "The row names nobody. Fill in an id, an email or a name." },
      { line: 5, why: 'The id "2" is that of another person too. Give each person an id of their own.' },
    ]);
  });

  test("may be in what spreadsheets write on Windows", async () => {
    const write = (name: string, bytes: Buffer): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const text = "id\tname\n1\tJürgen";
    const utf16 = write("a.csv", Buffer.from(`\uFEFF${text}`, "utf16le"));
    const latin = write("b.csv", Buffer.from(text, "latin1"));
    for (const file of [utf16, latin]) expect((await readRoster(file)).people).toEqual([{ id: "1", name: "Jürgen" }]);
  });

  test.each([
    ["", "--roster: roster.csv is empty, expected a line with the names of its columns."],
    [
      "grade,comment\n1,x",
      '--roster: roster.csv has the columns "grade", "comment", expected some of id, name, email, login, sis id, section, extension in its first line.',
    ],
    ['id,name\n1,"Ada', "--roster: roster.csv is not a table that can be read: "],
  ])("is refused when it is none: %j", (text, message) => {
    expect(() => parseRoster(text, "roster.csv")).toThrow(message);
  });

  test("that isn't there is told in a sentence", async () => {
    await expect(readRoster(join(folder, "none.csv"))).rejects.toThrow(
      /none\.csv isn't there\. Give the path of the file\.$/,
    );
    await expect(readRoster(folder)).rejects.toThrow(/ is not a regular file, expected a file of text\. /);
  });
});
