import { createPublicKey } from "node:crypto";
import { administratorKey, hostKey, sshAccess, sshClient } from "../../../pki/ssh";
import { machinesOf } from "../../../topology/plan";
import { newKey } from "../../support/keys";
import { planOf } from "../../support/plan";

const machines = machinesOf(planOf({ platform: "libvirt", controlPlanes: 1, workers: 0 }));
const keys = Object.fromEntries([administratorKey, ...machines.map(hostKey)].map((name) => [name, newKey()]));
const [machine] = machines;
if (machine === undefined) throw new Error("a plan has machines");

/** The RSA modulus in an OpenSSH public key (RFC 4253, section 6.6): the third of its length-prefixed fields. */
function modulusIn(line: string): string {
  const bytes = Buffer.from(line.split(" ")[1] ?? "", "base64");
  const fields: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return Buffer.from(fields[2] ?? [])
    .toString("hex")
    .replace(/^00/, "");
}

function modulusOf(name: string): string {
  const key = keys[name];
  if (key === undefined || !("privateKeyPem" in key)) throw new Error(name);
  const { n = "" } = createPublicKey(key.privateKeyPem).export({ format: "jwk" });
  return Buffer.from(n, "base64url").toString("hex");
}

describe("the way into a machine", () => {
  it("is open for the administrator's key, of which the machine has the public half alone", () => {
    const { administrator, hostKeyPem } = sshAccess(keys, machine);
    expect(administrator).toMatch(/^ssh-rsa \S+ hardway$/);
    expect(modulusIn(administrator)).toBe(modulusOf(administratorKey));
    expect(hostKeyPem).not.toBe(keys[administratorKey]);
    expect(hostKeyPem).toContain("BEGIN PRIVATE KEY");
  });

  it("knows each machine by a key of its own", () => {
    const { knownHosts } = sshClient(keys, machines);
    const lines = knownHosts.trim().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(machines.map(({ name }) => name));
    expect(lines.map((line) => modulusIn(line.slice(line.indexOf(" ") + 1)))).toEqual(
      machines.map((each) => modulusOf(hostKey(each))),
    );
  });

  it("is an error that names the key that is missing", () => {
    expect(() => sshAccess({}, machine)).toThrow(`there is no private key ssh/${machine.name}`);
  });
});
