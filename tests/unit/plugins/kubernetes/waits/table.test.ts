import { waitOf, WAITS } from "../../../../../plugins/kubernetes/waits/table";

const object = (apiVersion: string, kind: string, annotations = {}) => ({
  apiVersion,
  kind,
  metadata: { annotations },
});

describe("waiting for an object to be ready", () => {
  it.each(["Deployment", "DaemonSet"])("is done for a %s", (kind) => {
    expect(waitOf(object("apps/v1", kind))?.kinds).toEqual([`apps/v1/${kind}`]);
  });
  it("is not done where the program does not want it", () => {
    expect(waitOf(object("apps/v1", "Deployment", { "pulumi.com/skipAwait": "true" }))).toBeUndefined();
  });
  it("is not done for kinds that are ready at once, nor for custom kinds of a known name", () => {
    expect(waitOf(object("v1", "ConfigMap"))).toBeUndefined();
    expect(waitOf(object("example.org/v1", "Deployment"))).toBeUndefined();
  });
});

describe("the table of the waits", () => {
  it("has one for a kind, and says why", () => {
    const kinds = WAITS.flatMap((wait) => wait.kinds);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(WAITS.filter(({ why }) => why === "")).toEqual([]);
  });
});
