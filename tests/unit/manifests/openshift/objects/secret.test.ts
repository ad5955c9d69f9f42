import { secret, tlsSecret } from "../../../../../manifests/openshift/objects/secret";
import { clear } from "../../../../support/openshift-objects";

const metadata = { namespace: "kube-system", name: "s" };

describe("a Secret", () => {
  it("has its values in base64 under data, which MCO's render reads from the file itself", () => {
    const object = secret(metadata, { key: "válue" });
    expect(object).not.toHaveProperty("stringData");
    expect(object.data).toEqual({ key: "dsOhbHVl" });
    expect(clear(object)).toEqual({ key: "válue" });
  });

  it("of a certificate has it and its key by the names of its type", () => {
    const object = tlsSecret(metadata, { certificatePem: "certificate", keyPem: "key" });
    expect(object.type).toBe("kubernetes.io/tls");
    expect(clear(object)).toEqual({ "tls.crt": "certificate", "tls.key": "key" });
  });
});
