import { parseConnection } from "../../../../../plugins/command/remote/connection";
import { sshKeys } from "./ssh-keys";

const keys = sshKeys();

describe("reading a connection", () => {
  it("fills in what ssh has defaults for", () => {
    const connection = { host: "h", privateKey: keys.private };
    expect(parseConnection({ connection })).toMatchObject({
      port: 22,
      user: "root",
      dialErrorLimit: 10,
      perDialTimeoutSeconds: 15,
      hostKey: undefined,
    });
  });

  it("refuses keys that are none, and says which", () => {
    expect(() => parseConnection({ connection: { host: "h", privateKey: "nonsense" } })).toThrow(
      "ssh: no key found",
    );
    const connection = { host: "h", privateKey: keys.private, hostKey: "nonsense" };
    expect(() => parseConnection({ connection })).toThrow("failed to parse host key: ssh: no key found");
  });

  it("asks for a key: an agent is not used", () => {
    expect(() => parseConnection({ connection: { host: "h" } })).toThrow(
      /without a private key .*is not offered/,
    );
  });
});
