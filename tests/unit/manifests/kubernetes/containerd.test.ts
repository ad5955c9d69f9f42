import { containerRuntime } from "../../../../manifests/kubernetes/containerd";
import { fileAt, unitAt } from "../rendered";

const part = containerRuntime("podman");

describe("containerd", () => {
  it("uses the image of every pod as the sandbox too, so that it never pulls one", () => {
    expect(fileAt(part, "/etc/containerd/config.toml").contents).toContain(
      'sandbox_image = "localhost/k8s:1"',
    );
  });

  it("has the kubelet's cgroup driver", () => {
    expect(fileAt(part, "/etc/containerd/config.toml").contents).toContain("SystemdCgroup = false");
  });

  it("neither loads kernel modules nor raises limits in a machine that is a container (P9)", () => {
    const dropin = unitAt(part, "containerd.service");
    expect(dropin).toContain("ExecStartPre=\n");
    expect(dropin).toContain("OOMScoreAdjust=0\nLimitNOFILE=20000\nLimitNPROC=20000\n");
  });

  it("has the image before anything that is started after it", () => {
    expect(unitAt(part, "containerd.service")).toContain(
      "ExecStartPost=/usr/bin/ctr --namespace k8s.io images import /opt/k8s/images/k8s.tar",
    );
  });
});
