import { kubeVipConstraints } from "../../../../../manifests/microshift/objects/kube-vip-constraints";

describe("kube-vip's constraints", () => {
  it("allow the machine's network and three capabilities, and nothing else of the machine", () => {
    expect(kubeVipConstraints).toMatchObject({
      allowHostNetwork: true,
      allowedCapabilities: ["NET_ADMIN", "NET_RAW", "SYS_TIME"],
      allowHostDirVolumePlugin: false,
      allowHostIPC: false,
      allowHostPID: false,
      allowHostPorts: false,
      allowPrivilegedContainer: false,
      allowPrivilegeEscalation: false,
      requiredDropCapabilities: ["ALL"],
    });
    expect(kubeVipConstraints.volumes).not.toContain("hostPath");
  });

  it("are for kube-vip's account alone", () => {
    expect(kubeVipConstraints.users).toEqual(["system:serviceaccount:kube-vip:kube-vip"]);
    expect(kubeVipConstraints.groups).toEqual([]);
  });

  it("say nothing by null, which does not pass Pulumi", () => {
    expect(JSON.stringify(kubeVipConstraints)).not.toContain("null");
  });
});
