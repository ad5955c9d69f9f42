import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import type { JoiningNode } from "../../../../gates/certificate-requests/rules";
import { certificateRequest, type RequestedCertificate } from "../../../support/certificate-request";

/** The moment at which the requests of these tests are looked at. */
export const now = new Date("2026-01-01T12:00:00Z");

export const joining: JoiningNode = { name: "worker-0", joined: false, at: now };

/** The subject that the kubelet of worker-0 asks for. */
export const planned = "/O=system:nodes/CN=system:node:worker-0";

/** What a request says of itself, as far as it differs from the kubelet's of worker-0. */
type Deviation = { readonly [Key in keyof V1CertificateSigningRequest["spec"]]?: unknown };

/** The request that the kubelet of worker-0 makes, with some of it changed. */
export function request(
  spec: Deviation = {},
  asked: Partial<RequestedCertificate> = {},
): V1CertificateSigningRequest {
  return {
    metadata: { name: "csr-1", creationTimestamp: now },
    spec: {
      signerName: "kubernetes.io/kube-apiserver-client-kubelet",
      username: "system:bootstrap:worker-0",
      groups: ["system:bootstrappers", "system:authenticated"],
      usages: ["digital signature", "client auth"],
      request: Buffer.from(certificateRequest({ subject: planned, ...asked })).toString("base64"),
      ...spec,
    } as V1CertificateSigningRequest["spec"],
  };
}

/** The request of worker-0, made at another time; in milliseconds before the look. */
export function madeAgo(milliseconds: number): V1CertificateSigningRequest {
  const creationTimestamp = new Date(now.getTime() - milliseconds);
  return { metadata: { name: "csr-1", creationTimestamp }, spec: request().spec };
}

/** A request on which somebody has decided. */
export function settled(
  { spec }: V1CertificateSigningRequest,
  type: "Approved" | "Denied" | "Failed",
): V1CertificateSigningRequest {
  return {
    metadata: { name: "csr-0", creationTimestamp: now },
    spec,
    status: { conditions: [{ type, status: "True" }] },
  };
}
