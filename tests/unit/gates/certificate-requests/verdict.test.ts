import type { V1CertificateSigningRequest } from "@kubernetes/client-node";
import { judge } from "../../../../gates/certificate-requests/verdict";
import { kubeletKey } from "../../../support/certificate-request";
import { joining, madeAgo, request, settled } from "./requests";

describe("judge, for a node that joins", () => {
  it("approves exactly the request of the node's own kubelet", () => {
    expect(verdicts(request())).toEqual(["approve"]);
  });

  it("approves both requests of a kubelet that asked twice with one key", () => {
    const key = kubeletKey();
    expect(verdicts(request({}, { key }), request({}, { key }))).toEqual(["approve", "approve"]);
  });

  it("denies what deviates, with every reason", () => {
    const [decision] = judge([request({ usages: ["any"], groups: [] })], joining);
    expect(decision?.verdict).toEqual({
      verdict: "deny",
      reason: expect.stringMatching(/^requester's groups none, .*; usages any, /) as string,
    });
  });

  it("denies a second key once a request was approved, and leaves the approved one", () => {
    const approved = settled(request(), "Approved");
    expect(verdicts(approved, request())).toEqual(["a second key: csr-0 was approved with another"]);
  });

  it("approves the approved key again: its kubelet lost the answer, not the key", () => {
    const key = kubeletKey();
    expect(verdicts(settled(request({}, { key }), "Approved"), request({}, { key }))).toEqual(["approve"]);
  });

  it("does not take another's approved request in the node's name for the node's key", () => {
    const foreign = settled(request({ username: "system:bootstrap:worker-1" }), "Approved");
    expect(verdicts(foreign, request())).toEqual(["approve"]);
  });

  it("does not take a denied key for the node's", () => {
    expect(verdicts(settled(request(), "Denied"), request())).toEqual(["approve"]);
  });

  it("denies all of several keys at once: the kubelet that is left asks again, the others do not", () => {
    const reason = "2 different keys are asked for at once, and nobody can tell which is the node's";
    expect(verdicts(request(), request())).toEqual([reason, reason]);
  });

  it("lets no request that deviates spoil the one that does not", () => {
    const stranger = request({ username: "system:bootstrap:worker-1" });
    const [first, second, third] = verdicts(stranger, request(), madeAgo(3_600_000));
    expect(first).toContain("requester");
    expect(second).toBe("approve");
    expect(third).toContain("made 60m ago");
  });

  it("leaves other nodes' requests to their gates (trap P12: approve by signer and name, not what comes first)", () => {
    const others = request(
      { username: "system:bootstrap:master-0" },
      { subject: "/O=system:nodes/CN=system:node:master-0" },
    );
    expect(judge([others], joining)).toEqual([]);
  });

  it("leaves a node's renewal of its own certificate to the controller manager", () => {
    const groups = ["system:nodes", "system:authenticated"];
    expect(judge([request({ username: "system:node:worker-0", groups })], joining)).toEqual([]);
  });

  it.each(["Approved", "Denied", "Failed"] as const)("leaves a request that is %s as it is", (type) => {
    expect(judge([settled(request(), type)], joining)).toEqual([]);
  });
});

/** "approve", or the reason for which it was denied, for each open request. */
function verdicts(...requests: readonly V1CertificateSigningRequest[]): readonly string[] {
  return judge(requests, joining).map(({ verdict }) =>
    verdict.verdict === "deny" ? verdict.reason : verdict.verdict,
  );
}
