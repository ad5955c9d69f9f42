import { binaries, programPath, stubContainer, userland } from "../../../../manifests/kubernetes/stub-image";

describe("a container of the stub image", () => {
  it("never pulls", () => {
    expect(stubContainer).toEqual({ image: "localhost/k8s:1", imagePullPolicy: "Never" });
  });

  it("finds its program in the machine's directory of programs", () => {
    expect(programPath("etcd")).toBe(`${binaries.mount.mountPath}/etcd`);
    expect(binaries.volume.hostPath.path).toBe("/opt/k8s/bin");
    expect(binaries.mount.name).toBe(binaries.volume.name);
  });

  it("may run the machine's own tools where it mounts them (P11)", () => {
    expect(userland.environment.value).toBe("/usr/sbin:/usr/bin");
    expect(userland.mount.name).toBe(userland.volume.name);
  });
});
