import { type BootstrapPodSpec, bootstrapPod } from "../../../../manifests/openshift/bootstrap-pod";
import { mounts } from "../../../../manifests/openshift/bootstrap-mounts";
import { podOf } from "../rendered";

const spec: BootstrapPodSpec = {
  name: "bootstrap-program",
  namespace: "kube-system",
  stage: "controlPlane",
  fileName: "program-pod.yaml",
  gracePeriodSeconds: 30,
  containers: [
    {
      name: "program",
      image: "hyperkube",
      command: ["hyperkube", "program"],
      words: ["start"],
      flags: { v: 2, config: { value: "/config", why: "a reason" } },
      mounts: [mounts.secrets, mounts.temporary],
      rights: "confined",
      requests: { cpu: "5m", memory: "50Mi" },
    },
  ],
};
const pod = bootstrapPod(spec);
const container = podOf(pod.yaml).spec?.containers[0];

describe("a pod of the bootstrap machine", () => {
  it("writes the words, then each flag under its reason", () => {
    expect(pod.yaml).toContain(
      "        - start\n        - --v=2\n        # a reason\n        - --config=/config\n",
    );
  });

  it("has its image by a placeholder, and pulls none that the machine has", () => {
    expect(container).toMatchObject({ image: "release-image://hyperkube", imagePullPolicy: "IfNotPresent" });
  });

  it("mounts what is only read so that it cannot be written", () => {
    expect(container?.volumeMounts).toEqual([
      { name: "secrets", mountPath: "/etc/kubernetes/secrets", readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
    ]);
  });

  it("takes directories of the machine by their type, and scratch space from nowhere", () => {
    expect(podOf(pod.yaml).spec?.volumes).toEqual([
      { name: "secrets", hostPath: { path: "/etc/kubernetes/bootstrap-secrets", type: "Directory" } },
      { name: "tmp", emptyDir: {} },
    ]);
  });

  it("runs as root, whichever user an image names, as what it reads is root's", () => {
    expect(podOf(pod.yaml).spec?.securityContext).toEqual({ runAsUser: 0 });
  });

  it("cannot write its image unless it is privileged", () => {
    expect(container?.securityContext).toEqual({ readOnlyRootFilesystem: true });
    const [own] = spec.containers;
    if (own === undefined) throw new Error("the pod of the test has no container");
    const privileged = bootstrapPod({ ...spec, containers: [{ ...own, rights: "privileged" }] });
    expect(podOf(privileged.yaml).spec?.containers[0]?.securityContext).toEqual({ privileged: true });
  });
});
