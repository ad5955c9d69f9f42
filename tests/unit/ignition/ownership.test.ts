import { accountsOf, ownership } from "../../../ignition/ownership";

describe("the ownership of a file", () => {
  it("is left out where it is root's", () => {
    expect(ownership("root")).toEqual({});
  });

  it("is told by numbers else", () => {
    expect(ownership("etcd")).toEqual({ user: { id: 379 }, group: { id: 379 } });
  });
});

describe("a machine's accounts", () => {
  it("are those of the owners of its files, each once, with a group of the same number", () => {
    const { passwd } = accountsOf([{ owner: "root" }, { owner: "etcd" }, { owner: "etcd" }]);
    expect(passwd?.groups).toEqual([{ name: "etcd", gid: 379 }]);
    expect(passwd?.users).toMatchObject([{ name: "etcd", uid: 379, primaryGroup: "etcd" }]);
  });

  it("cannot be logged in to", () => {
    expect(accountsOf([{ owner: "etcd" }]).passwd?.users).toMatchObject([
      { shell: "/usr/sbin/nologin", system: true, noCreateHome: true },
    ]);
  });

  it("are none beside root's where all is root's", () => {
    expect(accountsOf([{ owner: "root" }])).toEqual({});
  });

  it("are joined by those who may log in, and by nobody without a key", () => {
    const { passwd } = accountsOf([{ owner: "etcd" }], [{ user: "core", sshKeys: ["ssh-ed25519 AAAA"] }]);
    expect(passwd?.users.map(({ name }) => name)).toEqual(["etcd", "core"]);
    expect(passwd?.users[1]).toEqual({ name: "core", sshAuthorizedKeys: ["ssh-ed25519 AAAA"] });
    expect(accountsOf([{ owner: "root" }], [{ user: "core", sshKeys: [] }])).toEqual({});
  });
});
