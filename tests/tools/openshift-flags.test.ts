import { admissionPlugins } from "../../manifests/openshift/configs/admission";
import { apiServerArguments, openshiftOnly } from "../../manifests/openshift/configs/api-server-arguments";
import { kubeControllerManagerConfig } from "../../manifests/openshift/configs/kube-controller-manager";
import { bootstrapKubelet } from "../../manifests/openshift/coreos/kubelet";
import { schedulerFlags } from "../../manifests/openshift/static-pods/kube-scheduler";
import { etcdBootstrapMember } from "../../manifests/openshift/static-pods/etcd";
import { intermediateTls } from "../../manifests/openshift/tls";
import { openshiftPlanOf } from "../support/openshift-plan";
import { podOf, unitAt } from "../unit/manifests/rendered";
import { containerOf, environmentIn, flagsIn } from "../unit/manifests/openshift/bootstrap-rendered";
import { offeredBy } from "./offered-flags";

const plan = openshiftPlanOf();
const offered = {
  apiServer: offeredBy("kube-apiserver"),
  controllerManager: offeredBy("kube-controller-manager"),
  scheduler: offeredBy("kube-scheduler"),
  etcd: offeredBy("etcd"),
};
const unknownTo = (program: ReadonlyMap<string, string>, names: Iterable<string>) =>
  [...names].filter((name) => !program.has(name));

describe("upstream's kube-apiserver", () => {
  const help = (flag: string) => offered.apiServer.get(flag) ?? "";

  it("knows every argument of OpenShift's bootstrap", () => {
    expect(unknownTo(offered.apiServer, Object.keys(apiServerArguments(plan)))).toEqual([]);
  });

  it("has each admission plugin that is not marked as OpenShift's own, and none that is", () => {
    const known = new Set(help("enable-admission-plugins").match(/\w+/g));
    for (const { name, openshift } of admissionPlugins)
      expect([name, !known.has(name.split("/").at(-1) ?? "")]).toEqual([name, openshift]);
  });

  it("has each way of authorization that is not OpenShift's own, and none that is", () => {
    const known = help("authorization-mode");
    for (const mode of apiServerArguments(plan)["authorization-mode"] ?? [])
      expect([mode, !new RegExp(`\\b${mode}\\b`).test(known)]).toEqual([
        mode,
        (openshiftOnly["authorization-mode"] as readonly string[]).includes(mode),
      ]);
  });

  it("knows the profile's ciphers", () => {
    for (const suite of intermediateTls.cipherSuites) expect(help("tls-cipher-suites")).toContain(suite);
  });
});

describe("upstream's other programs", () => {
  it("know every argument of OpenShift's controller manager", () => {
    const { extendedArguments } = kubeControllerManagerConfig(plan);
    expect(unknownTo(offered.controllerManager, Object.keys(extendedArguments))).toEqual([]);
  });

  it("know every flag of OpenShift's scheduler", () => {
    expect(unknownTo(offered.scheduler, Object.keys(schedulerFlags(plan)))).toEqual([]);
  });

  it("know every flag of the bootstrap's kubelet, by Kubernetes 1.34, which 4.21 has", () => {
    const release = { ...plan.openshift.release, minor: "4.21" as const };
    const unit = unitAt(bootstrapKubelet(openshiftPlanOf({ release })), "kubelet.service");
    const flags = [...unit.matchAll(/^ +--([a-z-]+)=/gm)].map(([, name = ""]) => name);
    expect(flags).toContain("pod-infra-container-image");
    expect(unknownTo(offeredBy("kubelet"), flags)).toEqual([]);
  });

  it("know every flag and variable of etcd 3.6, which 4.22 has", () => {
    const release = { ...plan.openshift.release, minor: "4.22" as const };
    const etcd = containerOf(podOf(etcdBootstrapMember(openshiftPlanOf({ release })).yaml), "etcd");
    const variables = [...environmentIn(etcd).keys()].filter((name) => name.startsWith("ETCD_"));
    const asFlags = variables.map((name) => name.slice("ETCD_".length).toLowerCase().replaceAll("_", "-"));
    expect(unknownTo(offered.etcd, [...flagsIn(etcd).keys(), ...asFlags])).toEqual([]);
  });
});
