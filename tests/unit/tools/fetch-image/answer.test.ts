import { headersFor, judge } from "../../../../tools/fetch-image/answer";

const held = { bytes: 100, total: 1000, validator: '"1"' };
const rest = { "content-range": "bytes 100-999/1000", "content-length": "900", etag: '"1"' };

describe("the question for the rest of a file", () => {
  it("is for all of it where nothing is there", () => {
    expect(headersFor({ bytes: 0 })).toEqual({});
  });

  it("begins after what is there, and holds for the same file alone", () => {
    expect(headersFor(held)).toEqual({ range: "bytes=100-", "if-range": '"1"' });
    expect(headersFor({ bytes: 100 })).toEqual({ range: "bytes=100-" });
  });
});

describe("an answer", () => {
  it("with all of a file says its size, and how it is told from another one", () => {
    const modified = "Sun, 29 Nov 2026 11:00:00 GMT";
    const judged = (headers: Readonly<Record<string, string>>) =>
      judge({ statusCode: 200, headers }, { bytes: 0 });
    expect(judged({ "content-length": "7", etag: '"a"', "last-modified": modified })).toEqual({
      kind: "whole",
      described: { total: 7, validator: '"a"' },
    });
    expect(judged({ etag: 'W/"a"', "last-modified": modified })).toEqual({
      kind: "whole",
      described: { total: undefined, validator: modified },
    });
  });

  it("with the rest of the file is added to what is there", () => {
    expect(judge({ statusCode: 206, headers: rest }, held)).toEqual({
      kind: "rest",
      described: { total: 1000, validator: '"1"' },
    });
  });

  it.each([
    ["a size that it does not say again", { "content-range": "bytes 100-999/*" }],
    ["a tag that it does not say again", { etag: undefined }],
  ])("is of the same file with %s", (_, headers) => {
    expect(judge({ statusCode: 206, headers: { ...rest, ...headers } }, held)).toEqual({
      kind: "rest",
      described: { total: 1000, validator: '"1"' },
    });
  });

  it.each([
    ["the size", { "content-range": "bytes 100-1099/1100" }],
    ["the tag", { etag: '"2"' }],
    ["the beginning", { "content-range": "bytes 0-999/1000" }],
    ["no range at all", { "content-range": undefined }],
  ])("is of another file by %s", (_, headers) => {
    expect(judge({ statusCode: 206, headers: { ...rest, ...headers } }, held)).toEqual({ kind: "another" });
  });

  it("that there is no such rest is of a file that is shorter than what is there", () => {
    expect(judge({ statusCode: 416, headers: {} }, held)).toEqual({ kind: "another" });
  });

  it.each([204, 206, 302, 404, 416, 500])(
    "of status %d to the question for all is a refusal",
    (statusCode) => {
      expect(judge({ statusCode, headers: rest }, { bytes: 0 })).toEqual({ kind: "refusal" });
    },
  );
});
