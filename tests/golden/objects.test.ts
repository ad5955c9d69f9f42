import type { ClusterObject } from "../../manifests/kubernetes/objects/object";
import { coreDns } from "../../manifests/kubernetes/objects/coredns";
import { kubeProxy } from "../../manifests/kubernetes/objects/kube-proxy";
import { permissions } from "../../manifests/kubernetes/objects/rbac";
import { yamlText } from "../../manifests/yaml";
import { planOf } from "../support/plan";
import { expectGolden } from "./golden";

const plan = planOf();
const manifest = (objects: readonly ClusterObject[]) => objects.map(yamlText).join("---\n");

describe("the objects in the cluster", () => {
  it("are the golden ones", () => {
    expectGolden("cluster", {
      "coredns.yaml": manifest(coreDns(plan)),
      "kube-proxy.yaml": manifest(kubeProxy(plan)),
      "permissions.yaml": manifest(permissions),
    });
  });
});
