import { KubeConfig } from "@kubernetes/client-node";
import { kubeconfigText, machineKubeconfig, operatorKubeconfig } from "../../../manifests/kubeconfig";
import { operatorCredential } from "../../../pki/bundle";
import { apiUrl, hostApiUrl, localApiUrl } from "../../../topology/endpoints";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";
import { first } from "./rendered";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = testBundle(plan);

/** A kubeconfig as the official client reads it. */
function read(text: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(text);
  return config;
}

const decoded = (text: string | undefined) => Buffer.from(text ?? "", "base64").toString();

describe("an operator's kubeconfig", () => {
  const config = read(operatorKubeconfig(plan, bundle, "admin", hostApiUrl(plan)));

  it("leads to the URL that it was made for, and verifies the API server", () => {
    expect(config.getCurrentCluster()?.server).toBe(`https://127.0.0.1:${plan.api.forwardedPort}`);
    expect(decoded(config.getCurrentCluster()?.caData)).toBe(bundle.authorities.kubernetes.certificatePem);
    expect(config.getCurrentCluster()?.skipTLSVerify).toBeFalsy();
  });

  it("carries its certificate and key in itself", () => {
    expect(decoded(config.getCurrentUser()?.certData)).toBe(bundle.leaves["admin"]?.certificatePem);
    expect(decoded(config.getCurrentUser()?.keyData)).toBe(bundle.leaves["admin"]?.keyPem);
  });

  it("names user and cluster, so that several can be merged", () => {
    expect(config.getCurrentContext()).toBe("admin@dev");
  });

  it("is another one for each operator", () => {
    const users = (["admin", "break-glass", "provisioner"] as const).map((user) =>
      decoded(read(operatorKubeconfig(plan, bundle, user, apiUrl(plan))).getCurrentUser()?.certData),
    );
    expect(new Set(users).size).toBe(3);
  });
});

describe("a machine's kubeconfig", () => {
  it("shows the machine's own leaf", () => {
    const machine = first(plan.controlPlanes);
    const config = read(
      machineKubeconfig(plan, bundle, { machine, leaf: "kube-scheduler", server: localApiUrl }),
    );
    expect(decoded(config.getCurrentUser()?.certData)).toBe(
      bundle.leaves["master-0/kube-scheduler"]?.certificatePem,
    );
    expect(config.getCurrentCluster()?.server).toBe("https://127.0.0.1:6443");
  });
});

describe("the text of a kubeconfig", () => {
  const access = {
    user: "test",
    server: "https://10.90.0.2:6443",
    authoritiesPem: bundle.authorities.etcd.certificatePem,
    credential: operatorCredential(bundle, "admin"),
  };

  it("trusts whom it is told to, and no other", () => {
    const { caData, tlsServerName } = read(kubeconfigText(plan, access)).getCurrentCluster() ?? {};
    expect(decoded(caData)).toBe(access.authoritiesPem);
    expect(tlsServerName).toBeUndefined();
  });

  it("asks the server by another name than the URL's where it is told to", () => {
    const text = kubeconfigText(plan, { ...access, serverName: "api.dev.hardway.internal" });
    expect(read(text).getCurrentCluster()?.tlsServerName).toBe("api.dev.hardway.internal");
  });
});
