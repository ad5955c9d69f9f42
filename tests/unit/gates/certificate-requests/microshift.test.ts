import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { clientRules, microshiftKinds } from "../../../../gates/certificate-requests/microshift";
import { sansOf, type ServingNode } from "../../../../gates/certificate-requests/openshift";
import { deviationsOf } from "../../../../gates/certificate-requests/rules";
import { read } from "../../../../gates/certificate-requests/verdict";
import { now, request } from "./requests";

const node: ServingNode = {
  name: "worker-0",
  joined: false,
  at: now,
  sans: sansOf({ name: "worker-0", address: "10.89.0.14" }),
};
const admin = { username: "system:admin", groups: ["system:masters", "system:authenticated"] };

/** The request that the kubelet of worker-0 makes with the admin's kubeconfig, with some of it changed. */
function asked(spec: Parameters<typeof request>[0] = {}): V1CertificateSigningRequest {
  return request({ ...admin, ...spec });
}

function deviations(made: V1CertificateSigningRequest, joining = node): readonly string[] {
  return deviationsOf(read(made), joining, [], clientRules);
}

describe("a request of a node of MicroShift for its client certificate", () => {
  it("is good where the admin's kubeconfig made it for exactly that node", () => {
    expect(deviations(asked())).toEqual([]);
    expect(microshiftKinds.client.concerns(read(asked()), "worker-0")).toBe(true);
    expect(microshiftKinds.client.isOwn(read(asked()), "worker-0")).toBe(true);
  });

  it("is no other node's affair", () => {
    expect(microshiftKinds.client.concerns(read(asked()), "worker-1")).toBe(false);
    expect(microshiftKinds.client.isOwn(read(asked()), "worker-1")).toBe(false);
  });

  it.each<[string, Parameters<typeof request>[0], RegExp]>([
    ["another user", { username: "system:bootstrap:worker-0" }, /^requester system:bootstrap:worker-0/],
    ["groups that are not the admin's", { groups: ["system:authenticated"] }, /^requester's groups/],
    ["the signer of all clients", { signerName: "kubernetes.io/kube-apiserver-client" }, /^signer/],
    ["the usages of a server", { usages: ["digital signature", "server auth"] }, /^usages/],
  ])("is not with %s", (_, spec, deviation) => {
    expect(deviations(asked(spec))).toEqual([expect.stringMatching(deviation)]);
  });

  it("is not where the node is Ready already", () => {
    expect(deviations(asked(), { ...node, joined: true })).toEqual([
      "the node is Ready and has its certificate",
    ]);
  });
});
