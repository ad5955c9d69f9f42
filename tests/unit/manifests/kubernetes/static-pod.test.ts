import { podFile, renderStaticPod, type StaticPodSpec } from "../../../../manifests/kubernetes/static-pod";
import { podOf } from "../rendered";

const spec: StaticPodSpec = {
  pace: "usual",
  program: "etcd",
  runsAs: "etcd",
  flags: { name: { value: "master-0", why: "a reason" }, "data-dir": "/var/lib/etcd" },
  reads: ["/etc/kubernetes/etcd"],
  writes: ["/var/lib/etcd"],
  cpu: "100m",
  gracePeriodSeconds: 30,
  health: { scheme: "HTTP", port: 2381, live: "/livez", ready: "/readyz" },
  files: [{ path: "/etc/kubernetes/etcd/ca.crt", mode: 0o644, owner: "root", contents: "a certificate" }],
};
const text = renderStaticPod(spec);
const pod = podOf(text);
const [container] = pod.spec?.containers ?? [];

describe("a static pod", () => {
  it("writes a reason of several lines as several lines", () => {
    const flags = { name: { value: "master-0", why: "one\ntwo" } };
    expect(renderStaticPod({ ...spec, flags })).toContain("        # one\n        # two\n        - --name");
  });

  it("runs as the user that owns its files", () => {
    expect(pod.spec?.securityContext).toMatchObject({ runAsUser: 379, runAsGroup: 379, runAsNonRoot: true });
  });

  it("runs as root where it changes the machine, as pods do that say nothing", () => {
    const ofRoot = podOf(renderStaticPod({ ...spec, runsAs: "root" }));
    expect(ofRoot.spec?.securityContext).toEqual({ seccompProfile: { type: "RuntimeDefault" } });
  });

  it("writes the reason for a flag above it, for whoever looks inside the machine", () => {
    expect(text).toContain(
      "        # a reason\n        - --name=master-0\n        - --data-dir=/var/lib/etcd\n",
    );
  });

  it("runs the machine's program in the image that every machine has", () => {
    expect(container?.command?.[0]).toBe("/k8s/etcd");
    expect(container).toMatchObject({ image: "localhost/k8s:1", imagePullPolicy: "Never" });
  });

  it("sees its own directories and no others, and writes only where it must", () => {
    expect(container?.volumeMounts?.map(({ mountPath, readOnly }) => [mountPath, readOnly])).toEqual([
      ["/k8s", true],
      ["/etc/kubernetes/etcd", true],
      ["/var/lib/etcd", false],
    ]);
    expect(container?.securityContext?.readOnlyRootFilesystem).toBe(true);
  });

  it("has a volume for each mount", () => {
    expect(pod.spec?.volumes?.map(({ name }) => name)).toEqual(
      container?.volumeMounts?.map(({ name }) => name),
    );
  });

  it("has no privilege beyond root's own files", () => {
    expect(container?.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
    expect(pod.spec?.securityContext?.seccompProfile?.type).toBe("RuntimeDefault");
  });

  it("is asked for its health on loopback, every second until it first answers", () => {
    expect(container?.startupProbe).toMatchObject({
      httpGet: { host: "127.0.0.1", port: 2381, path: "/livez", scheme: "HTTP" },
      periodSeconds: 1,
    });
    expect(container?.readinessProbe?.httpGet?.path).toBe("/readyz");
  });

  it("is not evicted and not killed before its grace period is over", () => {
    expect(pod.spec).toMatchObject({
      priorityClassName: "system-node-critical",
      terminationGracePeriodSeconds: 30,
      hostNetwork: true,
    });
  });

  it("is another pod when a file that it reads is another, and the same pod otherwise", () => {
    const renewed = spec.files.map((file) => ({ ...file, contents: "a renewed certificate" }));
    expect(renderStaticPod({ ...spec, files: renewed })).not.toBe(text);
    expect(renderStaticPod({ ...spec, files: [...spec.files] })).toBe(text);
  });

  it("is a file for root alone (CIS 1.1.1)", () => {
    expect(podFile("/etc/kubernetes/manifests", { program: "etcd", pod: text, files: [] })).toEqual({
      path: "/etc/kubernetes/manifests/etcd.yaml",
      mode: 0o600,
      owner: "root",
      contents: text,
    });
  });
});
