import fc from "fast-check";
import { parseConfig } from "../../../../topology/config";
import { plan } from "../../../../topology/make-plan";
import { isOpenshift } from "../../../../topology/openshift/plan";
import {
  ocpInput,
  okdInput,
  okdRelease,
  pullSecretText,
  rehearsalInput,
} from "../../../support/openshift-config";
import { planOf } from "../../../support/plan";

const okd = (openshift: object = {}, more: object = {}, stack = "okd") =>
  plan(parseConfig(stack, okdInput(openshift, { baseDomain: "example.com", ...more })));

describe("the plan of OKD", () => {
  const made = okd();

  it("says what is OpenShift's", () => {
    expect(isOpenshift(made)).toBe(true);
    expect(made).toMatchObject({
      distribution: "okd",
      openshift: {
        release: { version: "4.19.0-okd-scos.1", minor: "4.19", image: okdRelease },
        appsDomain: "apps.okd.example.com",
        internalApiFqdn: "api-int.okd.example.com",
        controlPlanesSchedulable: false,
        mirrors: [],
        trustBundle: "",
        proxy: undefined,
        sshKeys: [],
        payload: "image",
      },
    });
  });

  it("has the networks of OpenShift where none are configured", () => {
    expect(made.networks.pod[0].cidr).toBe("10.128.0.0/14");
    expect(made.networks.service[0]).toMatchObject({
      cidr: "172.30.0.0/16",
      apiServer: "172.30.0.1",
      dns: "172.30.0.10",
    });
    expect(okd({}, { podNetwork: "10.200.0.0/16", serviceNetwork: "" }).networks).toMatchObject({
      pod: [{ cidr: "10.200.0.0/16" }],
      service: [{ cidr: "172.30.0.0/16" }],
    });
  });

  it("leaves the taints of control planes to the machine config operator", () => {
    expect(made.controlPlanes.flatMap(({ taints }) => taints)).toEqual([]);
    expect(made.controlPlanes.map(({ name }) => name)).toEqual(["master-0", "master-1", "master-2"]);
  });

  it("has virtual machines of the sizes that OpenShift wants", () => {
    expect(made.libvirt?.sizes).toMatchObject({
      bootstrap: { memory: 16384, cpus: 4, disk: 100 },
      controlPlane: { memory: 16384, cpus: 4, disk: 100 },
      worker: { memory: 8192, cpus: 4, disk: 100 },
    });
  });

  it("has workloads on control planes where there are no workers", () => {
    expect(okd({}, { workers: 0 }).openshift?.controlPlanesSchedulable).toBe(true);
  });

  it("has what is the cluster's own never go through the proxy", () => {
    const proxy = {
      httpProxy: "http://p:3128",
      httpsProxy: "http://p:3128",
      noProxy: [".corp", "localhost"],
    };
    expect(okd({ proxy }).openshift?.proxy).toEqual({
      httpProxy: "http://p:3128",
      httpsProxy: "http://p:3128",
      noProxy: [
        ".cluster.local",
        ".corp",
        ".svc",
        "10.128.0.0/14",
        "10.90.0.0/24",
        "127.0.0.1",
        "172.30.0.0/16",
        "api-int.okd.example.com",
        "localhost",
      ],
    });
  });
});

describe("the name of the infrastructure", () => {
  it("is the cluster's with five characters, the same at every up and another one in another stack", () => {
    const name = okd().openshift?.infrastructureName;
    expect(name).toMatch(/^okd-[a-z0-9]{5}$/);
    expect(okd().openshift?.infrastructureName).toBe(name);
    expect(okd({}, { clusterName: "okd" }, "other").openshift?.infrastructureName).not.toBe(name);
    expect(okd({}, { baseDomain: "example.org" }).openshift?.infrastructureName).not.toBe(name);
  });

  it("has at most 27 characters, as names are made from it that may have no more than 63", () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/);
    fc.assert(
      fc.property(names, (clusterName) => {
        const name = okd({}, { clusterName }).openshift?.infrastructureName ?? "";
        return name.length <= 27 && name.startsWith(`${clusterName}-`) && /^[a-z0-9-]+$/.test(name);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the cluster's id", () => {
  it("is the configured one, or a UUID of version 4 that is the cluster's own", () => {
    const clusterId = "0b5c2d3e-7f41-4c8a-9d26-3a1f5e6b7c80";
    expect(okd({ clusterId }).openshift?.clusterId).toBe(clusterId);
    const made = okd().openshift?.clusterId;
    expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(okd().openshift?.clusterId).toBe(made);
    expect(okd({}, { clusterName: "okd" }, "other").openshift?.clusterId).not.toBe(made);
  });
});

describe("the plan", () => {
  it("has no pull secret, as it is shown", () => {
    const pullSecret = pullSecretText({ "quay.io": "hunter2", "registry.redhat.io": "hunter2" });
    const made = plan(parseConfig("ocp", ocpInput({}, { pullSecret })));
    expect(made.distribution).toBe("ocp");
    expect(JSON.stringify(made)).not.toContain(Buffer.from("user:hunter2").toString("base64"));
  });

  it("of a rehearsal has a release that nobody could pull, by digest like any other", () => {
    const { openshift } = plan(parseConfig("okd-rehearsal", rehearsalInput()));
    expect(openshift?.payload).toBe("folder");
    expect(openshift?.release).toMatchObject({ version: "4.20.0", minor: "4.20" });
    expect(openshift?.release.image).toMatch(/^rehearsal\.invalid\/release@sha256:[0-9a-f]{64}$/);
  });

  it("of another distribution has nothing of it", () => {
    expect(planOf()).toMatchObject({ distribution: "kubernetes", openshift: undefined });
  });
});
