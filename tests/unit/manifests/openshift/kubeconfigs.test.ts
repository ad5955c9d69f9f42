import { KubeConfig } from "@kubernetes/client-node";
import {
  openshiftKubeconfig,
  type OpenshiftKubeconfigName,
  openshiftKubeconfigs,
} from "../../../../manifests/openshift/kubeconfigs";
import { caBundle } from "../../../../pki/ca-bundles";
import { issueOpenshift, openshiftLeafNames, plannedOpenshiftLeaves } from "../../../../pki/openshift";
import type { OpenshiftLeafName } from "../../../../pki/openshift-bundle";
import { separateOpenshiftTestKeys } from "../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { OpensslFolder } from "../../../support/openssl-verify";
import { temporaryFolder } from "../../../support/temporary-folder";

const plan = openshiftPlanOf();
const now = new Date();
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan, now), now);
const planned = plannedOpenshiftLeaves(plan);
const files = new OpensslFolder(temporaryFolder("openshift-kubeconfigs"));
const names = Object.keys(openshiftKubeconfigs) as OpenshiftKubeconfigName[];
const decoded = (text: string | undefined) => Buffer.from(text ?? "", "base64").toString();

/** A kubeconfig as the official client reads it. */
function read(name: OpenshiftKubeconfigName) {
  const config = new KubeConfig();
  config.loadFromString(openshiftKubeconfig(plan, bundle, name));
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  const url = new URL(cluster?.server ?? "");
  return {
    context: config.getCurrentContext(),
    url,
    serverName: cluster?.tlsServerName ?? url.hostname,
    trusted: decoded(cluster?.caData),
    certificate: decoded(user?.certData),
    key: decoded(user?.keyData),
  };
}

/** The certificate that an API server has for a name; it shows the first that covers it, as it does not know more. */
function servedFor(name: string): OpenshiftLeafName | undefined {
  const ofApiServers = openshiftLeafNames.filter((leaf) => /^kube-apiserver-.*server$/.test(leaf));
  return ofApiServers.find((leaf) => planned[leaf].sans.dns.includes(name));
}

describe("the table of OpenShift's kubeconfigs", () => {
  it.each(Object.entries(openshiftKubeconfigs))("says of %s what it is for", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it("has no two of one path, and only below the folders of a bootstrap machine", () => {
    const paths = Object.values(openshiftKubeconfigs).flatMap(({ path }) => path ?? []);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !/^\/(opt\/openshift\/auth|etc\/kubernetes)\//.test(path))).toEqual([]);
  });

  it.each<[string, OpenshiftKubeconfigName, OpenshiftLeafName]>([
    ["admin", "admin", "admin-kubeconfig-client"],
    [
      "kube-controller-manager",
      "kube-controller-manager",
      "kube-control-plane-kube-controller-manager-client",
    ],
    ["kube-scheduler", "kube-scheduler", "kube-control-plane-kube-scheduler-client"],
    ["kubelet-bootstrap", "kubeconfig-kubelet", "kubelet-client"],
    ["localhost", "kubeconfig-loopback", "admin-kubeconfig-client"],
    ["localhost-recovery", "localhost-recovery", "admin-kubeconfig-client"],
    ["lb-int", "lb-int", "admin-kubeconfig-client"],
    ["lb-ext", "lb-ext", "admin-kubeconfig-client"],
  ])("has %s of the original's eight as %s, whose holder is %s", (_, name, leaf) => {
    expect(openshiftKubeconfigs[name].leaf).toBe(leaf);
  });

  it("puts what the installer's scripts look for where they do", () => {
    const {
      kubeconfig,
      "kubeconfig-loopback": loopback,
      "kubeconfig-kubelet": kubelet,
    } = openshiftKubeconfigs;
    expect([kubeconfig.path, loopback.path, kubelet.path]).toEqual([
      "/opt/openshift/auth/kubeconfig",
      "/opt/openshift/auth/kubeconfig-loopback",
      "/opt/openshift/auth/kubeconfig-kubelet",
    ]);
  });
});

describe.each(names)("the kubeconfig %s", (name) => {
  const kubeconfig = read(name);

  it("carries the certificate of its leaf, and its key", () => {
    const { certificatePem, keyPem } = bundle.leaves[openshiftKubeconfigs[name].leaf];
    expect(kubeconfig.certificate).toBe(certificatePem);
    expect(kubeconfig.key === keyPem).toBe(true);
  });

  it("shows a certificate that the bootstrap's API server believes", async () => {
    expect(
      await files.verdict({
        trusted: caBundle(bundle, "kube-apiserver-complete-client-ca-bundle"),
        certificate: kubeconfig.certificate,
        options: ["-purpose", "sslclient"],
      }),
    ).toBe("OK");
  });

  it("believes the certificate that answers at its server, for the name by which it asks", async () => {
    const leaf = servedFor(kubeconfig.serverName);
    expect(leaf).toBeDefined();
    expect(
      await files.verdict({
        trusted: kubeconfig.trusted,
        certificate: bundle.leaves[leaf ?? "apiserver-proxy"].certificatePem,
        options: ["-purpose", "sslserver", "-verify_hostname", kubeconfig.serverName],
      }),
    ).toBe("OK");
  });
});

describe("where kubeconfigs of OpenShift lead to", () => {
  it.each<[OpenshiftKubeconfigName, string]>([
    ["admin", "https://api.okd.example.com:6443"],
    ["kubeconfig", "https://api-int.okd.example.com:6443"],
    ["kubeconfig-loopback", "https://localhost:6443"],
    ["kubeconfig-kubelet", "https://api-int.okd.example.com:6443"],
    ["localhost-recovery", "https://localhost:6443"],
    ["lb-int", "https://api-int.okd.example.com:6443"],
    ["lb-ext", "https://api.okd.example.com:6443"],
    ["host", `https://127.0.0.1:${plan.api.forwardedPort}`],
  ])("%s leads to %s", (name, url) => {
    expect(read(name).url.origin).toBe(url);
  });

  it("is the machine itself for controller manager and scheduler, which the load balancer would wait for", () => {
    expect(read("kube-controller-manager").url.hostname).toBe("localhost");
    expect(read("kube-scheduler").url.hostname).toBe("localhost");
  });

  it("names the server besides where it is an address, as an API server chooses its certificate by name", () => {
    expect(read("host").serverName).toBe("api.okd.example.com");
  });

  it("trusts on the machine itself no certificate of a load balancer", async () => {
    const { certificatePem: certificate } = bundle.leaves["kube-apiserver-lb-server"];
    expect(await files.verdict({ trusted: read("kubeconfig-loopback").trusted, certificate })).not.toBe("OK");
  });

  it("names user and cluster, so that several can be merged", () => {
    expect(read("admin").context).toBe("admin@okd");
    expect(read("kubeconfig-kubelet").context).toBe("kubelet@okd");
  });
});
