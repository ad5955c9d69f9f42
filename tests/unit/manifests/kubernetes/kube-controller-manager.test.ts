import { kubeControllerManager } from "../../../../manifests/kubernetes/kube-controller-manager";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import { fileAt, first, flagsOf } from "../rendered";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = testBundle(plan);
const program = kubeControllerManager(plan, bundle, first(plan.controlPlanes));
const flags = flagsOf(program.pod);
const contentsOf = (flag: string) => fileAt(program, flags.get(flag) ?? "").contents;

describe("kube-controller-manager", () => {
  it("signs kubelets' client certificates and nothing else", () => {
    expect([...flags.keys()].filter((name) => name.startsWith("cluster-signing"))).toEqual([
      "cluster-signing-kubelet-client-cert-file",
      "cluster-signing-kubelet-client-key-file",
    ]);
    expect(contentsOf("cluster-signing-kubelet-client-cert-file")).toBe(
      bundle.authorities["kubelet-client"].certificatePem,
    );
  });

  it("is given the authorities that it would else ask an API server for that is not up yet (P6)", () => {
    expect(contentsOf("requestheader-client-ca-file")).toBe(bundle.authorities["front-proxy"].certificatePem);
    expect(contentsOf("client-ca-file")).toBe(bundle.authorities.kubernetes.certificatePem);
  });

  it("writes every file that a flag names, each once", () => {
    const named = new Set([...flags.values()].filter((value) => value.startsWith("/etc/kubernetes/")));
    expect(program.files.map(({ path }) => path).sort()).toEqual([...named].sort());
  });

  it("talks to the API server beside it, so that a lost load balancer does not stop it", () => {
    expect(contentsOf("kubeconfig")).toContain("server: https://127.0.0.1:6443");
  });

  it("takes a node for lost only after several of its kubelet's words were due", () => {
    expect(flags.get("node-monitor-grace-period")).toBe("20s");
    const emulated = planOf({ platform: "libvirt", libvirt: { domainType: "qemu" } });
    const slow = kubeControllerManager(emulated, testBundle(emulated), first(emulated.controlPlanes));
    expect(flagsOf(slow.pod).get("node-monitor-grace-period")).toBe("300s");
  });

  it("gives nodes no pod networks, as the plan has given them", () => {
    expect(flags.get("allocate-node-cidrs")).toBe("false");
  });

  it("listens on loopback and runs each controller as its own user (CIS 1.3)", () => {
    expect(flags.get("bind-address")).toBe("127.0.0.1");
    expect(flags.get("use-service-account-credentials")).toBe("true");
    expect(flags.get("profiling")).toBe("false");
  });
});
