import { ConfigError } from "../../topology/problems";
import { refusalBy } from "../support/graph";

describe("a stack with a wrong configuration", () => {
  it("is refused with all that is wrong, before any resource is made", async () => {
    const wrong = { controlPlanes: "4", workers: "many", podNetwork: "10.90.0.0/16", colour: "red" };
    const { registered, error } = await refusalBy(() => import("../../index.js"), wrong);
    expect([...registered.keys()]).toEqual([]);
    expect(error).toBeInstanceOf(ConfigError);
    const places = (error as ConfigError).problems.map(({ where }) => where);
    expect(places.sort()).toEqual(["colour", "controlPlanes", "podNetwork", "workers"]);
  });
});
