import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import { imagePlaceholder, imagePlaceholderPattern } from "../../../../../manifests/openshift/images";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { machineWithRelease } from "./fake-machine";

const plan = openshiftPlanOf({ payload: "folder" });
const script = bootkubeScript(plan);

function installed(template: string) {
  const machine = machineWithRelease(plan);
  machine.write(
    "/opt/openshift/release/images",
    "pod=r/pod@sha256:1\npod-x=r/x@sha256:2\netcd=r/etcd@sha256:3\nrelease=r/release@sha256:4\n",
  );
  machine.write("/opt/openshift/bootstrap-manifests/etcd-member-pod.yaml", template);
  const stage = "stage_etcd() { install_pods etcd-member-pod.yaml; }; run_stage etcd 9";
  return { machine, run: machine.run(script, stage) };
}

describe("a static pod on its way to the kubelet", () => {
  it("gets the release's image in the place of each placeholder", () => {
    const { machine } = installed(
      `a: ${imagePlaceholder("etcd")}\nb: "${imagePlaceholder("pod")}"\nc: --image=${imagePlaceholder("release")}\n`,
    );
    expect(machine.read("/etc/kubernetes/manifests/etcd-member-pod.yaml")).toBe(
      'a: r/etcd@sha256:3\nb: "r/pod@sha256:1"\nc: --image=r/release@sha256:4\n',
    );
  });

  it("gets the right one of two whose names begin alike", () => {
    const { machine } = installed("a: release-image://pod\nb: release-image://pod-x\n");
    expect(machine.read("/etc/kubernetes/manifests/etcd-member-pod.yaml")).toBe(
      "a: r/pod@sha256:1\nb: r/x@sha256:2\n",
    );
  });

  it("that names no image is passed on as it is", () => {
    const { machine, run } = installed("a: b\n");
    expect(run).toMatchObject({ status: 0, said: "etcd: begins\netcd: done\n" });
    expect(machine.read("/etc/kubernetes/manifests/etcd-member-pod.yaml")).toBe("a: b\n");
  });

  it("does not go there where the release has no such image", () => {
    const { machine, run } = installed("a: release-image://hyperkube\n");
    expect(run.status).toBe(1);
    expect(machine.list("/etc/kubernetes/manifests")).toEqual([]);
    expect(machine.report().find(({ name }) => name === "etcd")).toMatchObject({
      lastError: "the release has no image hyperkube",
    });
  });

  it("is looked through for placeholders as images.ts writes them", () => {
    const searched = /grep -oE '(release[^']+)'/.exec(script)?.[1] ?? "";
    expect(searched).toBe(imagePlaceholderPattern.replace(/[()]/g, ""));
  });
});
