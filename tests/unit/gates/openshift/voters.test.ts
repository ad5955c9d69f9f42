import { etcdAt, type Member } from "../../../../checks/clients/etcd";
import { voterLack } from "../../../../gates/openshift/voters";
import { StandInApi } from "../../../support/stand-in-api";
import { etcdOf, type ListedMember, master, putMembers, putMemberStatus } from "./cluster";

async function lackWith(
  listed: readonly ListedMember[],
  prepare: (api: StandInApi) => void = () => undefined,
) {
  const api = new StandInApi();
  putMembers(api, [master], listed);
  prepare(api);
  const members: readonly Member[] = await etcdAt(`https://${master.address}:2379`, api.send).members();
  return voterLack(etcdOf(api, [master]), members, master);
}

describe("voterLack", () => {
  it("finds a voter by its machine's address, whatever its name", async () => {
    const listed = { name: "master-0.okd.example.com", address: master.address };
    expect(
      await lackWith([listed], (api) => {
        putMemberStatus(api, master.address);
      }),
    ).toBeUndefined();
  });

  it.each<[string, readonly ListedMember[], string]>([
    ["is none", [], "is no member of etcd: the etcd operator has not added it yet"],
    ["has not started", [{ ...master, name: "" }], "is a learner, its etcd has not started"],
    ["is a learner", [{ ...master, learner: true }], "is a learner, catching up"],
    ["does not answer", [master], "is a voting member that does not answer: connection refused"],
  ])("says of a member that %s", async (_, listed, lack) => {
    expect(await lackWith(listed)).toBe(lack);
  });

  it("says of a voter that it has no leader, or troubles", async () => {
    expect(
      await lackWith([master], (api) => {
        putMemberStatus(api, master.address, "0");
      }),
    ).toBe("is promoted, has not heard of it");
    const status = { header: { member_id: "1" }, leader: "1", errors: ["NOSPACE"] };
    expect(
      await lackWith([master], (api) => {
        api.answer(`https://${master.address}:2379/v3/maintenance/status`, status);
      }),
    ).toBe("is a voting member with troubles: NOSPACE");
  });
});
