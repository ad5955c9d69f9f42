import { listedSum } from "../../../../tools/sources/checksum";

const a = "a".repeat(64);
const b = "b".repeat(64);

describe("a publisher's list of checksums", () => {
  it("gives the sum of the file that is asked for", () => {
    expect(listedSum(`${a}  one.tar.gz\n${b}  two.tar.gz\n`, "two.tar.gz")).toBe(b);
  });

  it("may mark binary mode and write in capitals", () => {
    expect(listedSum(`${a.toUpperCase()} *one.tar.gz\n${b} *two.tar.gz`, "one.tar.gz")).toBe(a);
  });

  it("may be one bare sum", () => {
    expect(listedSum(`${a}\n`, "one.tar.gz")).toBe(a);
  });

  it("gives nothing for a file that it does not list", () => {
    expect(listedSum(`${a}  one.tar.gz\n`, "two.tar.gz")).toBeUndefined();
    expect(listedSum(`${a}\n${b}\n`, "two.tar.gz")).toBeUndefined();
  });

  it("gives nothing when it is an error page", () => {
    expect(listedSum("<html>Not found one.tar.gz</html>", "one.tar.gz")).toBeUndefined();
  });
});
