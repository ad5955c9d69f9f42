import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { kubeVipFiles } from "../../../../manifests/microshift/kube-vip-files";
import { virtualAddressObjects } from "../../../../manifests/microshift/objects/virtual-address";
import { capture } from "../../../../tools/process";
import { objectsPlan } from "../../../support/microshift-objects";
import { microshiftPlanFor } from "../../../support/microshift-plan";
import { temporaryFolder } from "../../../support/temporary-folder";

const plan = objectsPlan();
const key = ({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name: string } }) =>
  `${kind} ${metadata.name}`;

describe("kube-vip's folder of manifests", () => {
  it("is one that MicroShift applies, for it is directly below manifests.d and has a kustomization", () => {
    expect(kubeVipFiles(plan).map(({ path }) => path)).toEqual([
      "/etc/microshift/manifests.d/050-kube-vip/kustomization.yaml",
      "/etc/microshift/manifests.d/050-kube-vip/kube-vip.yaml",
    ]);
  });

  it("holds no secret and may be read by everyone", () => {
    expect(kubeVipFiles(plan).map(({ mode }) => mode)).toEqual([0o644, 0o644]);
  });

  it("makes with the real kustomize exactly the objects of the virtual address", async () => {
    const folder = temporaryFolder("kube-vip-files");
    for (const { path, contents } of kubeVipFiles(plan)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
    const built = await capture({
      program: "kubectl",
      arguments: ["kustomize", join(folder, "etc/microshift/manifests.d/050-kube-vip")],
    });
    const objects = parseAllDocuments(built).map((document) => document.toJS() as Parameters<typeof key>[0]);
    const byKey = (list: readonly Parameters<typeof key>[0][]) =>
      Object.fromEntries(list.map((object) => [key(object), object]));
    expect(byKey(objects)).toEqual(byKey(virtualAddressObjects(plan)));
  });

  it("has vip_subnet and never vip_cidr, which nothing reads", () => {
    const text = kubeVipFiles(plan)
      .map(({ contents }) => contents)
      .join("");
    expect(text).toContain("name: vip_subnet");
    expect(text).not.toContain("vip_cidr");
  });

  it("is not there in a cluster without a virtual address", () => {
    expect(kubeVipFiles(microshiftPlanFor())).toEqual([]);
  });
});
