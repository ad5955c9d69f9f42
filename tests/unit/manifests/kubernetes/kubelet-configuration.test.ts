import {
  nodeConfiguration,
  standaloneConfiguration,
} from "../../../../manifests/kubernetes/kubelet-configuration";
import { planOf } from "../../../support/plan";
import { first } from "../rendered";

const plan = planOf();
const controlPlane = nodeConfiguration(plan, first(plan.controlPlanes));
const worker = nodeConfiguration(plan, first(plan.workers));

describe("the configuration of a node's kubelet", () => {
  it("lets nobody in without a certificate of the kubernetes authority or a token, and asks the API what for", () => {
    expect(worker).toMatchObject({
      authentication: {
        anonymous: { enabled: false },
        webhook: { enabled: true },
        x509: { clientCAFile: "/etc/kubernetes/kubelet/client-ca.crt" },
      },
      authorization: { mode: "Webhook" },
    });
  });

  it("rotates the client certificate and asks for no serving certificate", () => {
    expect(worker["rotateCertificates"]).toBe(true);
    expect(worker["serverTLSBootstrap"]).toBeUndefined();
  });

  it("lets no pod take the processes of others", () => {
    expect(worker["podPidsLimit"]).toBe(4096);
  });

  it("registers a control plane with its taint, and a worker with none", () => {
    expect(controlPlane["registerWithTaints"]).toEqual([
      { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
    ]);
    expect(worker).not.toHaveProperty("registerWithTaints");
  });

  it("gives pods the cluster's DNS and nothing of the machine's", () => {
    expect(worker).toMatchObject({
      clusterDNS: ["10.96.0.10"],
      clusterDomain: "cluster.local",
      resolvConf: "",
    });
  });

  it("has the settings of the stack's configuration too", () => {
    const wished = planOf({ kubeletSettings: { maxPods: 200 } });
    expect(nodeConfiguration(wished, first(wished.workers))).toEqual({ ...worker, maxPods: 200 });
  });

  it("never evicts for want of what all machines of the host share", () => {
    expect(Object.values(worker["evictionHard"] as object)).toEqual(["0%", "0%", "0%", "0%"]);
  });
});

describe("the configuration of the bootstrap machine's kubelet", () => {
  it("opens no port, as it could ask no API who may call", () => {
    expect(standaloneConfiguration(plan)["enableServer"]).toBe(false);
  });

  it("runs static pods from where the other machines do", () => {
    expect(standaloneConfiguration(plan)["staticPodPath"]).toBe(worker["staticPodPath"]);
  });
});
