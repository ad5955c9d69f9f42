import { controlPlanePrograms } from "../../../../manifests/kubernetes/control-plane";
import { testBundle } from "../../../support/keys";
import { planOf } from "../../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const part = controlPlanePrograms(plan, testBundle(plan), {
  machine: plan.bootstrap,
  podDirectory: "/pods",
});

describe("a control plane", () => {
  it("has four programs, whose pods lie where its machine wants them", () => {
    const paths = part.files?.map(({ path }) => path) ?? [];
    expect(paths.filter((path) => path.startsWith("/pods/"))).toEqual([
      "/pods/etcd.yaml",
      "/pods/kube-apiserver.yaml",
      "/pods/kube-controller-manager.yaml",
      "/pods/kube-scheduler.yaml",
    ]);
  });

  it("gives each program a directory of its own, so that none reads another's keys", () => {
    const others = (part.files ?? []).filter(({ path }) => !path.startsWith("/pods/"));
    const directories = new Set(others.map(({ path }) => path.slice(0, path.lastIndexOf("/"))));
    expect([...directories].sort()).toEqual([
      "/etc/kubernetes/etcd",
      "/etc/kubernetes/kube-apiserver",
      "/etc/kubernetes/kube-controller-manager",
      "/etc/kubernetes/kube-scheduler",
    ]);
  });

  it("keeps etcd's data and the audit log from everybody else (CIS 1.1.11, 1.1.12)", () => {
    expect(part.directories).toEqual([
      { path: "/var/lib/etcd", mode: 0o700, owner: "etcd" },
      { path: "/etc/kubernetes/manifests", mode: 0o700, owner: "root" },
      { path: "/var/log/kubernetes", mode: 0o700, owner: "root" },
    ]);
  });
});
