import { bootstrapApiServer } from "../../../../../manifests/openshift/static-pods/kube-apiserver";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { podOf } from "../../rendered";
import { containerOf, containersOf, flagsIn } from "../bootstrap-rendered";

const plan = openshiftPlanOf();
const pod = podOf(bootstrapApiServer(plan).yaml);
const apiServer = containerOf(pod, "kube-apiserver");

describe("the bootstrap machine's API server", () => {
  it("runs OpenShift's own program with its own configuration", () => {
    expect(apiServer).toMatchObject({
      image: "release-image://hyperkube",
      command: ["hyperkube", "kube-apiserver"],
    });
    expect(flagsIn(apiServer).get("openshift-config")).toBe(
      "/etc/kubernetes/config/kube-apiserver-config.yaml",
    );
  });

  it("announces the machine's own address, not that of a default route (3.2)", () => {
    expect(flagsIn(apiServer).get("advertise-address")).toBe(plan.bootstrap.address);
  });

  it("is not restarted because etcd is away, and not ready while it is", () => {
    expect(apiServer.livenessProbe?.httpGet?.path).toBe("/livez?exclude=etcd");
    expect(apiServer.readinessProbe?.httpGet?.path).toBe("/readyz");
  });

  it("writes to its audit log and to what ends with it, and nowhere else", () => {
    const written = apiServer.volumeMounts?.filter(({ readOnly }) => readOnly !== true);
    expect(written?.map(({ mountPath }) => mountPath)).toEqual(["/var/log/kube-apiserver", "/tmp"]);
    expect(apiServer.securityContext).toEqual({ readOnlyRootFilesystem: true });
  });

  it("may end its requests after it has drained", () => {
    expect(pod.spec?.terminationGracePeriodSeconds).toBe(70);
  });

  it("tells load balancers over plain HTTP whether it is ready", () => {
    const sidecar = containerOf(pod, "kube-apiserver-insecure-readyz");
    expect(sidecar.image).toBe("release-image://cluster-kube-apiserver-operator");
    expect(sidecar.args).toEqual([
      "insecure-readyz",
      "--insecure-port=6080",
      "--delegate-url=https://127.0.0.1:6443/readyz",
    ]);
    expect(containersOf(pod)).toHaveLength(2);
  });
});
