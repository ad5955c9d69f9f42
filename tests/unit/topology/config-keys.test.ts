import { configKeys, keysUnder } from "../../../topology/config-keys";
import { configSchema } from "../../../topology/config-schema";

describe("the table of keys", () => {
  it("describes every key of the schema, in the schema's order", () => {
    expect(keysUnder("")).toEqual(Object.keys(configSchema.shape));
  });

  it("describes the keys inside a key", () => {
    expect(keysUnder("certificateDays")).toEqual(["authority", "leaf", "admin"]);
    expect(keysUnder("workers")).toEqual([]);
  });

  it.each(Object.entries(configKeys))(
    "says of %s what it must be, why, and a remedy",
    (_, { must, why, remedy }) => {
      expect(must).toMatch(/^must (be|give) \S.*[^.]$/);
      expect(why).toMatch(/^\S.*[^.]$/);
      expect(remedy).toMatch(/^pulumi config (set|rm) /);
    },
  );
});
