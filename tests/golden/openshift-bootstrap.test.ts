import { filesOf } from "../../ignition/given";
import { openshiftBootstrapFiles } from "../../ignition/openshift/bootstrap";
import { openshiftTestBundle } from "../support/openshift-keys";
import { testOwnerSecrets } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";
import { expectGolden } from "./golden";

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
const plan = openshiftPlanOf({ mirrors, proxy }, { platform: "libvirt" });
const files = filesOf(openshiftBootstrapFiles(plan, openshiftTestBundle(plan), testOwnerSecrets));
const tree = Object.fromEntries(
  files.filter(({ path }) => shown.test(path)).map(({ path, contents }) => [path.slice(1), contents]),
);

describe("the scripts, units and settings of OpenShift's bootstrap machine", () => {
  it("are the golden ones", () => {
    expectGolden("openshift-bootstrap", tree);
  });

  it("show no secret", () => {
    expect(Object.values(tree).join("\n")).not.toMatch(/-----BEGIN|-data:|bm9ib2R5OmtleQ==/);
  });
});
