import { isDnsLabel, isDnsName, isLabelKey, isLabelValue } from "../../../topology/names";

const longest = "a".repeat(63);

describe("a DNS label", () => {
  it.each(["a", "dev", "dev-1", longest])("is %s", (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  it.each(["", "1dev", "-dev", "dev-", "Dev", "dev.one", "dév", "dev\n", `${longest}a`])(
    "is not %j",
    (text) => {
      expect(isDnsLabel(text)).toBe(false);
    },
  );
});

describe("a DNS name", () => {
  it.each(["a", "1.example.com", "dev.hardway.internal", `${longest}.com`])("is %s", (text) => {
    expect(isDnsName(text)).toBe(true);
  });

  it.each([
    "",
    ".",
    "a.",
    "a..b",
    "*.example.com",
    "A.com",
    `${longest}a.com`,
    "a.".repeat(127) + "a",
    "a.com\n",
  ])("is not %j", (text) => {
    expect(isDnsName(text)).toBe(false);
  });
});

describe("a label's key", () => {
  it.each(["zone", "a", "app.kubernetes.io/name", "Zone_1.b", longest])("is %s", (text) => {
    expect(isLabelKey(text)).toBe(true);
  });

  it.each(["", "/zone", "a/", "Ex.com/zone", "a/b/c", "-zone", "zone-", `${longest}a`])(
    "is not %j",
    (text) => {
      expect(isLabelKey(text)).toBe(false);
    },
  );
});

describe("a label's value", () => {
  it.each(["", "a", "1.34", "A_b-c", longest])("is %j", (text) => {
    expect(isLabelValue(text)).toBe(true);
  });

  it.each([" ", "a b", "-a", "a/b", `${longest}a`])("is not %j", (text) => {
    expect(isLabelValue(text)).toBe(false);
  });
});
