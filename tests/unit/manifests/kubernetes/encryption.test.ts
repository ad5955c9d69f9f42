import { parse } from "yaml";
import { secretsEncryption } from "../../../../manifests/kubernetes/encryption";
import { testBundle, testRandomKey } from "../../../support/keys";
import { planOf } from "../../../support/plan";

describe("Secrets in etcd", () => {
  const configuration = parse(secretsEncryption(testBundle(planOf({ controlPlanes: 1, workers: 0 })))) as {
    readonly resources: readonly object[];
  };

  it("are encrypted with the key of the stack, and by a cipher that also proves them unchanged", () => {
    expect(configuration.resources).toMatchObject([
      { resources: ["secrets"], providers: [{ secretbox: { keys: [{ secret: testRandomKey.bytes }] } }] },
    ]);
  });

  it("are not read where they are in clear, since nobody of the cluster wrote them", () => {
    expect(JSON.stringify(configuration)).not.toContain("identity");
  });
});
