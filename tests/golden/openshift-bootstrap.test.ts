import { filesOf } from "../../ignition/given";
import { openshiftBootstrapFiles } from "../../ignition/openshift/bootstrap";
import { type OpenshiftMinor, openshiftMinors } from "../../topology/openshift/versions";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";
import { expectGolden, type Tree } from "./golden";

/** What the bootstrap machine runs and how; its pods and the cluster's objects have golden files of their own. */
const shown = /^\/(usr\/local\/bin|etc\/(systemd|crio|containers|NetworkManager|hostname))/;

const mirrors = [
  { source: "quay.io/okd/scos-content", mirrors: ["mirror.example.com:5000/okd/scos-content"] },
];
const proxy = {
  httpProxy: "http://proxy:3128",
  httpsProxy: "http://proxy:3128",
  noProxy: [".svc", "10.90.0.0/24"],
};

describe("the scripts, units and settings of OKD's bootstrap machine", () => {
  it("are the golden ones in the oldest version", () => {
    expectGolden("openshift-bootstrap/4.18", treeOf("4.18"));
  });

  it.each([
    ["4.19", "4.18"],
    ["4.22", "4.21"],
  ] as const)("are the golden ones from %s on, where they are not as in %s", (minor, last) => {
    const before = treeOf(last);
    const changed = Object.entries(treeOf(minor)).filter(([path, text]) => before[path] !== text);
    expectGolden(`openshift-bootstrap/${minor}`, Object.fromEntries(changed));
  });

  it.each(["4.20", "4.21"] as const)("are the same in %s as in 4.19", (minor) => {
    expect(treeOf(minor)).toEqual(treeOf("4.19"));
  });

  it.each(openshiftMinors)("show no secret in %s", (minor) => {
    expect(Object.values(treeOf(minor)).join("\n")).not.toMatch(/-----BEGIN|-data:|bm9ib2R5OmtleQ==/);
  });
});

/** Of a release that is called the same in every version, so that what else differs is seen. */
function treeOf(minor: OpenshiftMinor): Tree {
  const image = `quay.io/okd/scos-release@sha256:${"5".repeat(64)}`;
  const release = { version: "4.0.0-okd-scos.0", minor, image };
  const plan = openshiftPlanOf({ release, mirrors, proxy }, { platform: "libvirt" });
  const files = filesOf(openshiftBootstrapFiles(plan, openshiftTestBundle(plan), testOwnerSecrets));
  return Object.fromEntries(
    files.filter(({ path }) => shown.test(path)).map(({ path, contents }) => [path.slice(1), contents]),
  );
}
