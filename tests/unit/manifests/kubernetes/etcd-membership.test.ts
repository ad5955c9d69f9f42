import { etcdMembership } from "../../../../manifests/kubernetes/etcd-membership";
import { startOrder } from "../../../../manifests/kubernetes/start-order";
import { planOf } from "../../../support/plan";
import { fileAt, first, unitAt } from "../rendered";

const plan = planOf();
const part = etcdMembership(plan, first(plan.controlPlanes));
const script = fileAt(part, "/usr/local/bin/etcd-membership").contents;

describe("the membership of a control plane", () => {
  it("is asked for at every other machine that ever has an etcd member", () => {
    expect(fileAt(part, "/etc/kubernetes/etcd-membership.env").contents).toContain(
      "OTHER_MEMBERS=https://10.90.0.10:2379,https://10.90.0.12:2379,https://10.90.0.13:2379\n",
    );
  });

  it("is known to a machine by its peer URL, as a member that has not started has no name", () => {
    expect(fileAt(part, "/etc/kubernetes/etcd-membership.env").contents).toContain(
      "PEER_URL=https://10.90.0.11:2380\n",
    );
  });

  it("needs nobody after a reboot, because etcd's log is on disk", () => {
    expect(script).toContain("until has_joined || discover; do");
    expect(script).toContain("[ -d /var/lib/etcd/member/wal ]");
  });

  it("brings the API server only when etcd votes: on a learner it would sit in a back-off", () => {
    expect(script.indexOf("until votes")).toBeGreaterThan(script.indexOf("start_etcd\n"));
    expect(script.indexOf(startOrder(plan.pace).script)).toBeGreaterThan(script.indexOf("until votes"));
  });

  it("lets the machine count as booted while it waits", () => {
    expect(unitAt(part, "etcd-membership.service")).toContain("Type=exec");
  });
});
