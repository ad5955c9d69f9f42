import { readFileSync } from "node:fs";
import { join } from "node:path";
import { placeNames, places } from "../../secrets/places";

const document = readFileSync(join(__dirname, "..", "..", "..", "docs", "secrets.md"), "utf8");

describe("the places that are searched for secrets", () => {
  it.each(placeNames)("stand in the document with their reason: %s", (name) => {
    expect(document).toContain(`| ${name} | ${places[name].why}`);
  });
});
