import type { Connection } from "../../../../../plugins/command/remote/connection";
import { dialText, remoteExitText } from "../../../../../plugins/command/remote/texts";

const connection: Connection = {
  host: "machine",
  port: 22,
  user: "root",
  privateKey: "",
  hostKey: undefined,
  dialErrorLimit: 0,
  perDialTimeoutSeconds: 1,
};
const text = (message: string, more: object): string =>
  dialText(Object.assign(new Error(message), more), connection);

describe("why a connection failed", () => {
  it("is told in the official plugin's words", () => {
    const refused = { code: "ECONNREFUSED", address: "127.0.0.1", port: 64321 };
    expect(text("", refused)).toBe("dial tcp 127.0.0.1:64321: connect: connection refused");
    expect(text("", { errors: [refused, { code: "ECONNREFUSED", address: "::1" }] })).toBe(
      "dial tcp 127.0.0.1:64321: connect: connection refused",
    );
    expect(text("", { code: "ENOTFOUND" })).toBe("dial tcp: lookup machine: no such host");
    expect(text("", { level: "client-timeout" })).toBe("dial tcp machine:22: i/o timeout");
    expect(text("", { level: "client-authentication" })).toMatch(
      /^ssh: handshake failed: ssh: unable to authenticate/,
    );
    expect(text("Host denied (verification failed)", { level: "handshake" })).toBe(
      "ssh: handshake failed: ssh: host key mismatch",
    );
  });
});

describe("how a remote command ended", () => {
  it("is told by status or signal", () => {
    expect(remoteExitText({ code: 0, signal: undefined })).toBeUndefined();
    expect(remoteExitText({ code: 3, signal: undefined })).toBe("Process exited with status 3");
    expect(remoteExitText({ code: null, signal: "KILL" })).toBe(
      "Process exited with status 137 from signal KILL",
    );
    expect(remoteExitText(undefined)).toMatch(/without exit status/);
  });
});
