import { globPattern } from "../../../../../plugins/command/local/glob";

describe("a pattern of assetPaths", () => {
  it.each([
    ["*.txt", "a.txt", true],
    ["*.txt", "deep/a.txt", false],
    ["*.txt", "axtxt", false],
    ["deep/**", "deep/er/c.txt", true],
    ["deep/**/*.txt", "deep/er/c.txt", true],
    ["deep/**/*.txt", "deep/c.txt", false],
    ["**skip.txt", "deep/skip.txt", true],
    ["?.txt", "a.txt", true],
    ["?.txt", "/.txt", false],
    ["deep", "deep/a.txt", false],
  ])("%s matches %s: %j", (pattern, path, matches) => {
    expect(globPattern(pattern).test(path)).toBe(matches);
  });

  it.each(["[a]", "{a,b}", "a\\*"])("refuses %s instead of taking it for something else", (pattern) => {
    expect(() => globPattern(pattern)).toThrow(/is not offered/);
  });
});
