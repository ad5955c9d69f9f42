import type { IgnitionConfig } from "../../../ignition/config";
import { packed } from "../../../ignition/packed";
import { unpacked } from "../../support/ignition";

const config: IgnitionConfig = {
  ignition: { version: "3.3.0" },
  storage: { directories: [{ path: "/etc/kubernetes/manifests", mode: 0o700 }], files: [] },
  systemd: { units: Array.from({ length: 100 }, () => ({ name: "kubelet.service", enabled: true })) },
};

describe("a packed config", () => {
  it("is the config that went in", () => {
    expect(unpacked(packed(config))).toEqual(config);
  });

  it("is a config of the same version that is replaced by the packed one", () => {
    expect(JSON.parse(packed(config))).toMatchObject({
      ignition: { version: "3.3.0", config: { replace: { compression: "gzip" } } },
    });
  });

  it("is smaller", () => {
    expect(packed(config).length).toBeLessThan(JSON.stringify(config).length / 5);
  });

  it("does not say on which system it was packed, so that a colleague's up changes nothing", () => {
    const [, base64 = ""] = /base64,([^"]+)/.exec(packed(config)) ?? [];
    expect(Buffer.from(base64, "base64").subarray(4, 10)).toEqual(Buffer.from([0, 0, 0, 0, 2, 255]));
  });
});
