import {
  errorOf,
  isAlreadyThere,
  isConflict,
  isNamespaceMissing,
  isNotFound,
} from "../../../../../plugins/kubernetes/cluster/errors";

describe("a failed answer", () => {
  it("says what the API server says", () => {
    const status = { code: 409, reason: "AlreadyExists", message: 'configmaps "cm" already exists' };
    const error = errorOf(409, status);
    expect(error.message).toBe(status.message);
    expect([isAlreadyThere(error), isConflict(error), isNotFound(error)]).toEqual([true, false, false]);
  });
  it("tells a missing namespace from a missing object", () => {
    const missing = (kind: string) => errorOf(404, { code: 404, details: { kind } });
    expect(isNamespaceMissing(missing("namespaces"))).toBe(true);
    expect(isNamespaceMissing(missing("configmaps"))).toBe(false);
  });
  it("explains a refused login in client-go's words", () => {
    expect(errorOf(401, { message: "Unauthorized" }).message).toContain("provide credentials");
  });
  it("has its status, where a proxy answered something else", () => {
    expect(errorOf(502, "<html>").message).toBe("the API server answered with status 502");
  });
});
