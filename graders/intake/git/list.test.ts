import { describe, expect, test } from "vitest";
import { parseRepositoryList } from "./list.ts";

describe("a list of repositories", () => {
  test("as text has a line for each: where, whose, which state", () => {
    const text = [
      "# week 3",
      "https://token:secret@example.org/course/ada.git  ada-lovelace  branch=main before=2026-03-01T23:59+01:00",
      "../handed-in/bob bob commit=0f3c0f3c # by mail",
      "git@example.org:course/cy.git",
      "",
    ].join("\r\n");
    expect(parseRepositoryList(text, "/course/list.txt")).toEqual({
      repositories: [
        {
          url: "https://token:secret@example.org/course/ada.git",
          shown: "https://example.org/course/ada.git",
          identity: { any: "ada-lovelace" },
          label: "ada-lovelace",
          ref: "main",
          before: "2026-03-01T23:59+01:00",
        },
        {
          url: "/handed-in/bob",
          shown: "../handed-in/bob",
          identity: { any: "bob" },
          label: "bob",
          ref: "0f3c0f3c",
        },
        {
          url: "git@example.org:course/cy.git",
          shown: "git@example.org:course/cy.git",
          identity: { any: "cy" },
          label: "cy",
        },
      ],
      unread: [],
    });
  });

  test("as a table has a column for each, such as GitHub Classroom's", () => {
    const text =
      "github_username,roster_identifier,student_repository_name,student_repository_url,deadline\nadal,ada,w3-adal,https://example.org/w3-adal,2026-03-01\n";
    expect(parseRepositoryList(text, "/course/grades.csv").repositories).toEqual([
      {
        url: "https://example.org/w3-adal",
        shown: "https://example.org/w3-adal",
        identity: { id: "ada", login: "adal" },
        label: "adal",
        before: "2026-03-01",
      },
    ]);
  });

  test("that is a roster says so", () => {
    expect(() => parseRepositoryList("id,name\n1,Ada", "/course/roster.csv")).toThrow(
      'grade: roster.csv has the columns "id", "name", expected a list of repositories with a column "repository"',
    );
  });

  test.each([
    ["ext::sh -c 'touch owned'", /^"ext::sh" is no address that is fetched from, expected /],
    ["fd::3 ada", /is no address that is fetched from/],
    ["--upload-pack=owned ada", /is no address|holds/],
    ["https://-oProxyCommand=owned/x", /is no address that is fetched from/],
    ["ssh://-oProxyCommand=owned/x", /is no address that is fetched from/],
    ["git@example.org:-x", /is no address that is fetched from/],
    ["ftp://u:secret@example.org/x", /^"ftp:\/\/example\.org\/x" is no address that is fetched from/],
    ["a\u0007b", /is no address that is fetched from/],
    [
      "a x branch=--upload-pack=owned",
      /^The branch or commit "--upload-pack=owned" of a is none that git could have\.$/,
    ],
    ["a x branch=main:refs/heads/x", /is none that git could have/],
    ["a x branch=a..b", /is none that git could have/],
    ["a x before=tomorrow", /^The deadline "tomorrow" of a is no date, expected /],
    ["a x by=mail", /^The line of a holds "by", expected /],
    ["a x y", /^The line of a holds "y", expected /],
  ])("lists a line that is none and goes on: %j", (line, why) => {
    const { repositories, unread } = parseRepositoryList(`${line}\nb`, "/course/list.txt");
    expect(unread).toEqual([{ line: 1, why: expect.stringMatching(why) }]);
    expect(repositories.map(({ url }) => url)).toEqual(["/course/b"]);
  });
});
