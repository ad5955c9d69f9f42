import { applying, isForeign, takeOver } from "../../../../plugins/kubernetes/field-managers";
import { ApiError } from "../../../../plugins/kubernetes/cluster/errors";
import type { Properties } from "../../../../plugins/shared/values";

const OWN = "pulumi-kubernetes-0a1b2c3d";
const entry = (
  manager: string,
  operation: string,
  fieldsV1: Properties,
  more: Properties = {},
): Properties => ({
  ...{ manager, operation, fieldsV1, apiVersion: "v1", fieldsType: "FieldsV1", ...more },
});
const live = (...managedFields: readonly Properties[]) => ({
  ...{ apiVersion: "v1", kind: "ConfigMap" },
  metadata: { name: "cm", resourceVersion: "7", managedFields },
});
const fields = (...keys: readonly string[]): Properties => ({
  "f:data": Object.fromEntries(keys.map((key) => [`f:${key}`, {}])),
});
const managers = (object: ReturnType<typeof live>): unknown => takeOver(object, OWN)?.[0]?.["value"];

describe("taking over fields before an update", () => {
  it("makes the creator's fields our own", () => {
    expect(managers(live(entry("pulumi-kubernetes", "Update", fields("a"))))).toEqual([
      entry(OWN, "Apply", fields("a")),
    ]);
  });
  it("adds what was done by hand with kubectl to what is ours already", () => {
    const object = live(entry(OWN, "Apply", fields("a")), entry("kubectl-patch", "Update", fields("a", "b")));
    expect(managers(object)).toEqual([entry(OWN, "Apply", fields("a", "b"))]);
  });
  it("leaves others and the status alone", () => {
    const theirs = entry("other", "Apply", fields("x"));
    const status = entry("kubectl-edit", "Update", fields("s"), { subresource: "status" });
    const object = live(theirs, status, entry("kubectl-create", "Update", fields("a")));
    expect(managers(object)).toEqual([theirs, status, entry(OWN, "Apply", fields("a"))]);
  });
  it("fails if the object has changed since it was read", () => {
    const [, version] = takeOver(live(entry("kubectl", "Apply", fields("a"))), OWN) ?? [];
    expect(version).toEqual({ op: "replace", path: "/metadata/resourceVersion", value: "7" });
  });
  it("has nothing to do where all is ours or foreign", () => {
    expect(
      takeOver(live(entry(OWN, "Apply", fields("a")), entry("other", "Update", fields("b"))), OWN),
    ).toBeUndefined();
  });
});

describe("a foreign field", () => {
  const object = live(
    entry(OWN, "Apply", fields("ours", "both")),
    entry("hpa", "Update", fields("theirs", "both")),
  );

  it("is one that others own and we do not", () => {
    expect(["theirs", "both", "ours", "nobodys"].map((key) => isForeign(object, OWN, ["data", key]))).toEqual(
      [...[true, false, false, false]],
    );
  });
});

describe("a conflict of field managers", () => {
  const conflict = new ApiError(409, { reason: "Conflict", message: "Apply failed with 1 conflict" }, "");

  it("says who had it, and where help is", async () => {
    const failing = applying(OWN, () => Promise.reject(conflict));
    await expect(failing).rejects.toThrow(
      /^server-side apply field conflict detected, see https:.*\n.*0a1b2c3d.*1 conflict$/,
    );
  });
  it("is not any other failure", async () => {
    const missing = new ApiError(404, { message: "not found" }, "");
    await expect(applying(OWN, () => Promise.reject(missing))).rejects.toBe(missing);
  });
});
