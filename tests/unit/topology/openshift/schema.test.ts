import { openshiftSchema, pullSecretSchema } from "../../../../topology/openshift/schema";
import { testBundle } from "../../../support/keys";
import { okdRelease } from "../../../support/openshift-config";
import { planOf } from "../../../support/plan";

const digest = "5".repeat(64);
const sshKey = `ssh-ed25519 ${"A".repeat(68)} user@host`;
const plan = planOf({ controlPlanes: 1, workers: 0 });
const pem = testBundle(plan).authorities.kubernetes.certificatePem;
const proxy = { httpProxy: "http://proxy.example.com:3128", httpsProxy: "https://proxy.example.com:3128" };

describe("what a cluster of OpenShift is made from", () => {
  it("has defaults for all but the version and the release", () => {
    expect(openshiftSchema.parse({})).toEqual({
      payload: "image",
      mirrors: [],
      trustBundle: "",
      sshKeys: [],
      machineConfigs: "tls",
    });
  });

  it.each([
    ["version", "4.18.0"],
    ["version", "4.19.0-okd-scos.1"],
    ["version", "5.0.0-okd-scos.ec.8"],
    ["release", okdRelease],
    ["release", `registry.example.com:5000/a/b-c/d@sha256:${digest}`],
    ["payload", "folder"],
    ["mirrors", [{ source: "quay.io/okd", mirrors: ["registry.example.com:5000/okd", "other.example.com"] }]],
    ["trustBundle", ""],
    ["trustBundle", pem],
    ["trustBundle", `# the company's\n${pem}\n${pem}`],
    ["proxy", { ...proxy, noProxy: [".example.com", "10.0.0.0/8"] }],
    ["sshKeys", [sshKey, sshKey.slice(0, sshKey.lastIndexOf(" "))]],
    ["clusterId", "0b5c2d3e-7f41-4c8a-9d26-3a1f5e6b7c80"],
  ])("accepts %s: %j", (key, value) => {
    expect(openshiftSchema.parse({ [key]: value })).toMatchObject({ [key]: value });
  });

  it.each([
    ["version", "4.18"],
    ["version", "v4.18.0"],
    ["version", "latest"],
    ["version", 4.18],
    ["release", "quay.io/okd/scos-release:4.19.0-okd-scos.1"],
    ["release", `quay.io/okd/scos-release:4.19.0-okd-scos.1@sha256:${digest}`],
    ["release", `quay.io/okd/scos-release@sha256:${digest.slice(1)}`],
    ["release", `quay.io/okd/scos-release@sha256:${"5".repeat(65)}`],
    ["release", `quay.io/okd/scos-release@sha256:${"F".repeat(64)}`],
    ["release", `quay.io/okd/scos-release@sha512:${digest}`],
    ["release", `docker://quay.io/okd/scos-release@sha256:${digest}`],
    ["release", digest],
    ["payload", "registry"],
    ["mirrors", [{ source: "quay.io/okd", mirrors: [] }]],
    ["mirrors", [{ source: "https://quay.io/okd", mirrors: ["registry.example.com"] }]],
    ["mirrors", [{ source: "quay.io/okd", mirrors: ["registry.example.com/okd:latest"] }]],
    ["mirrors", [{ source: "quay.io/okd", mirrors: [`registry.example.com/okd@sha256:${digest}`] }]],
    ["mirrors", [{ source: "quay.io/okd", mirror: ["registry.example.com"] }]],
    ["mirrors", { "quay.io/okd": ["registry.example.com"] }],
    ["trustBundle", "/etc/ssl/ca.pem"],
    ["trustBundle", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
    ["trustBundle", `${pem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`],
    ["proxy", { ...proxy, httpProxy: "proxy.example.com:3128" }],
    ["proxy", { ...proxy, httpsProxy: "socks5://proxy.example.com:3128" }],
    ["proxy", { ...proxy, httpProxy: "http:proxy.example.com" }],
    ["proxy", { httpProxy: proxy.httpProxy }],
    ["proxy", { ...proxy, noProxy: ["a.example.com,b.example.com"] }],
    ["proxy", proxy.httpProxy],
    ["sshKeys", [`${sshKey}\n${sshKey}`]],
    ["sshKeys", ["-----BEGIN OPENSSH PRIVATE KEY-----"]],
    ["sshKeys", ["~/.ssh/id_ed25519.pub"]],
    ["clusterId", "0B5C2D3E-7F41-4C8A-9D26-3A1F5E6B7C80"],
    ["clusterId", "okd"],
    ["bootImage", "scos.qcow2"],
  ])("refuses %s: %j", (key, value) => {
    expect(openshiftSchema.safeParse({ [key]: value }).success).toBe(false);
  });
});

describe("a pull secret", () => {
  it("is text, and an object is taken for its text, as Pulumi hands over what the JSON says", () => {
    const text = '{"auths":{"quay.io":{"auth":"YTpi"}}}';
    expect(pullSecretSchema.parse(text)).toBe(text);
    expect(pullSecretSchema.parse(JSON.parse(text))).toBe(text);
  });

  it.each([5, true, null, [], ""])("is not %j", (value) => {
    expect(pullSecretSchema.safeParse(value).success).toBe(false);
  });
});
