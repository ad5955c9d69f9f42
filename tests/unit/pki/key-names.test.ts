import { authorityKey, leafKey } from "../../../pki/key-names";
import { planOf } from "../../support/plan";

describe("the name under which a key is kept", () => {
  it("tells authorities, machines and operators apart", () => {
    const { bootstrap } = planOf();
    expect([authorityKey("etcd"), leafKey("etcd", bootstrap), leafKey("etcd", undefined)]).toEqual([
      "authority/etcd",
      "bootstrap/etcd",
      "etcd",
    ]);
  });
});
