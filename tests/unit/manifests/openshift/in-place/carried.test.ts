import { openshiftBootstrapFiles } from "../../../../../ignition/openshift/bootstrap";
import { carried, carriedPods } from "../../../../../manifests/openshift/in-place/carried";
import { bootstrapPods } from "../../../../../manifests/openshift/static-pods";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { testOwnerSecrets } from "../../../../support/openshift-objects";
import { inPlacePlanOf } from "../../../../support/openshift-plan";
import { podOf } from "../../rendered";

const plan = inPlacePlanOf();
const pods = bootstrapPods(plan).filter(({ name }) => carriedPods(plan).some((pod) => pod.name === name));

describe("what goes from memory to the disk", () => {
  it("trap: is every folder of the machine that a pod of the control plane mounts and that has been filled", () => {
    const mounted = pods.flatMap(({ yaml }) =>
      (podOf(yaml).spec?.volumes ?? []).flatMap(({ hostPath }) =>
        hostPath === undefined ? [] : [hostPath.path],
      ),
    );
    const filledByOthers = ["/var/log/kube-apiserver"];
    const paths: readonly string[] = carried.map(({ path }) => path);
    expect(
      [...new Set(mounted)].filter((path) => !filledByOthers.includes(path) && !paths.includes(path)),
    ).toEqual([]);
  });

  it("is there: a file that the live system is given, or what its programs make", () => {
    const { files } = openshiftBootstrapFiles(plan, openshiftTestBundle(plan), testOwnerSecrets);
    const made = ["/var/lib/etcd", "/opt/openshift/stages", "/var/log/bootstrap-in-place.log"];
    const absent = carried.filter(
      ({ path }) => !files.some((file) => file.path === path || file.path.startsWith(`${path}/`)),
    );
    // The platform gives every virtual machine a way in.
    const given = [
      "/etc/ssh/ssh_host_rsa_key",
      "/root/.ssh/authorized_keys",
      "/etc/ssh/sshd_config.d/10-machine.conf",
    ];
    expect(absent.map(({ path }) => path)).toEqual([...made, ...given]);
  });

  it("has neither the machine config server nor the version operator, which the cluster brings itself", () => {
    expect(carriedPods(plan).map(({ name }) => name)).toEqual([
      "etcd-bootstrap-member",
      "bootstrap-kube-apiserver",
      "bootstrap-kube-controller-manager",
      "bootstrap-kube-scheduler",
    ]);
  });
});
