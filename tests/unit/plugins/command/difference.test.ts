import { difference, forecast } from "../../../../plugins/command/difference";
import { localCommand } from "../../../../plugins/command/local/command";
import type { Properties } from "../../../../plugins/shared/values";
import { secret, UNKNOWN } from "../../../../plugins/shared/values";

const { table } = localCommand;
const results = { stdout: "out", stderr: "" };
const diff = (olds: Properties, news: Properties, ignoreChanges: readonly string[] = []) =>
  difference(
    {
      urn: "",
      type: "",
      name: "",
      id: "",
      olds: { ...olds, ...results },
      oldInputs: {},
      news,
      ignoreChanges,
    },
    table,
  );

describe("the difference between a command's state and its program", () => {
  it("is none between the same inputs, whatever the outputs are", () => {
    expect(diff({ create: "a" }, { create: "a" })).toMatchObject({ changed: false, detailed: [], keys: [] });
  });

  it("replaces where the triggers as a whole come or go", () => {
    expect(diff({ create: "a" }, { create: "a", triggers: [1] })).toMatchObject({
      replaces: ["triggers"],
      detailed: [{ path: "triggers", kind: "addReplace" }],
    });
    expect(diff({ triggers: [1] }, {}).detailed).toEqual([{ path: "triggers", kind: "deleteReplace" }]);
  });

  it("leaves it to the SDK's replaceOnChanges to replace for one changed trigger", () => {
    expect(diff({ triggers: [1] }, { triggers: [2] })).toMatchObject({
      replaces: [],
      detailed: [{ path: "triggers[0]", kind: "update" }],
    });
  });

  it("does not see what is to be ignored", () => {
    expect(diff({ create: "a" }, { create: "b" }, ["create"]).changed).toBe(false);
  });

  it("sees a secret that is no longer one", () => {
    expect(diff({ environment: { A: secret("s") } }, { environment: { A: "s" } }).keys).toEqual([
      "environment",
    ]);
  });
});

describe("the forecast of an update", () => {
  const olds = { create: "a", environment: { A: "1" }, ...results };

  it("does not know the outputs where an input changes, goes or is unknown", () => {
    const unknown = { stdout: UNKNOWN, stderr: UNKNOWN };
    expect(forecast(olds, { create: "b", environment: { A: "1" } }, table)).toMatchObject(unknown);
    expect(forecast(olds, { create: "a" }, table)).toMatchObject(unknown);
    expect(forecast(olds, { create: "a", environment: { A: UNKNOWN } }, table)).toMatchObject(unknown);
  });

  it("keeps the outputs where an input is merely added, as the official plugin does", () => {
    const news = { create: "a", environment: { A: "1" }, delete: "true" };
    expect(forecast(olds, news, table)).toEqual({ ...news, ...results });
  });
});
