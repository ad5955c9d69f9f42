import { kubeScheduler } from "../../../../manifests/kubernetes/kube-scheduler";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import { fileAt, first, flagsOf, valueAt } from "../rendered";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const program = kubeScheduler(plan, testBundle(plan), first(plan.controlPlanes));
const flags = flagsOf(program.pod);

describe("kube-scheduler", () => {
  it("is configured by its file, whose kubeconfig leads to the API server beside it", () => {
    const configuration = valueAt(program, flags.get("config") ?? "");
    expect(configuration).toMatchObject({
      kind: "KubeSchedulerConfiguration",
      clientConnection: { kubeconfig: "/etc/kubernetes/kube-scheduler/kubeconfig" },
      leaderElection: { leaderElect: true },
      enableProfiling: false,
    });
    expect(fileAt(program, "/etc/kubernetes/kube-scheduler/kubeconfig").contents).toContain(
      "server: https://127.0.0.1:6443",
    );
  });

  it("writes every file that a flag names, each once", () => {
    const named = new Set([...flags.values()].filter((value) => value.startsWith("/etc/kubernetes/")));
    expect(program.files.map(({ path }) => path).sort()).toEqual([...named].sort());
  });

  it("is given the authorities that it would else ask an API server for that is not up yet (P6)", () => {
    expect(flags.has("client-ca-file")).toBe(true);
    expect(flags.has("requestheader-client-ca-file")).toBe(true);
  });

  it("listens on loopback", () => {
    expect(flags.get("bind-address")).toBe("127.0.0.1");
  });
});
