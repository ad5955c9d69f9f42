import { markKeySecret, refuseConnection } from "../../../../../plugins/command/remote/connection-inputs";
import { secret, UNKNOWN } from "../../../../../plugins/shared/values";

const reasons = (connection: Parameters<typeof secret>[0]): readonly string[] =>
  refuseConnection({ connection }).map(({ property, reason }) => `${property}: ${reason}`);

describe("a connection", () => {
  it("passes with what is offered of it, as a secret or unknown too", () => {
    expect(
      reasons(secret({ host: "h", port: 22, user: "root", privateKey: secret("k"), dialErrorLimit: -1 })),
    ).toEqual([]);
    expect(reasons(secret(UNKNOWN))).toEqual([]);
    expect(reasons({ host: UNKNOWN })).toEqual([]);
  });

  it.each(["password", "privateKeyPassword", "agentSocketPath", "proxy"])("is refused with %s", (name) => {
    expect(reasons({ host: "h", [name]: "x" })).toEqual([
      expect.stringMatching(
        new RegExp(`^connection.${name}: connecting by ${name} .*is not offered`),
      ) as string,
    ]);
  });

  it("is refused without a host, and with what nobody knows", () => {
    expect(reasons({ hots: "h" })).toEqual([
      "connection.host: Missing required field 'host' on 'remote.Connection'",
      "connection.hots: 'hots' is not an input of 'remote.Connection': leave it out",
    ]);
  });

  it("has a secret key, inside the secret that the whole is", () => {
    const connection = secret({ host: "h", privateKey: "k" });
    expect(markKeySecret({ connection })).toEqual({
      connection: secret({ host: "h", privateKey: secret("k") }),
    });
    expect(markKeySecret({ connection: secret(UNKNOWN) })).toEqual({ connection: secret(UNKNOWN) });
  });
});
