import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { createServer } from "node:tls";
import { shakeHands } from "../../../../checks/certificates/handshake";
import { credentialOf } from "../../../../pki/bundle";
import { newKey, testKeysNamed } from "../../../support/keys";
import { issue } from "../../../../pki/issue";
import { requiredKeys } from "../../../../pki/keys";
import { planOf } from "../../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const key = newKey(new Date());
const now = issue(plan, testKeysNamed(requiredKeys(plan), key), new Date());
const [master] = plan.controlPlanes as readonly [(typeof plan.controlPlanes)[number]];
const server = credentialOf(now, "etcd-server", master);
const servers: Server[] = [];

afterAll(() => {
  for (const each of servers) each.close();
});

async function listening(
  started: Server,
): Promise<{ readonly name: string; readonly address: string; readonly port: number }> {
  servers.push(started.listen(0, "127.0.0.1"));
  await once(started, "listening");
  return { name: "etcd", address: "127.0.0.1", port: (started.address() as AddressInfo).port };
}

const serving = { cert: server.certificatePem, key: server.keyPem };

describe("shakeHands, with real servers", () => {
  it("reads the validity of a certificate that it has verified", async () => {
    const target = await listening(createServer(serving));
    const seen = await shakeHands({ ...target, credential: { authorityPem: server.authorityPem } });
    expect(seen).toMatchObject({ refusal: undefined });
    if ("failure" in seen) throw new Error(seen.failure);
    const days = (seen.notAfter.getTime() - seen.notBefore.getTime()) / (24 * 60 * 60 * 1000);
    expect(Math.round(days)).toBe(365);
  });

  it("reads it of one that it refuses too, and says why it does", async () => {
    const target = await listening(createServer(serving));
    const authorityPem = now.authorities.kubernetes.certificatePem;
    const seen = await shakeHands({ ...target, credential: { authorityPem } });
    expect(seen).toMatchObject({
      notAfter: expect.any(Date) as Date,
      refusal: expect.stringMatching(/./) as string,
    });
  });

  it("shows a client certificate to a server that wants one", async () => {
    const own = credentialOf(now, "apiserver-etcd-client", master);
    const strict = createServer({
      ...serving,
      ca: own.authorityPem,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const accepted = once(strict, "secureConnection");
    await shakeHands({ ...(await listening(strict)), credential: own });
    await accepted;
  });

  it("says so where nobody listens, or where no TLS is spoken", async () => {
    const plain = createTcpServer((socket) => socket.end("no TLS here\n").resume());
    const target = await listening(plain);
    expect(await shakeHands({ ...target, credential: server })).toMatchObject({
      failure: expect.any(String) as string,
    });
    plain.close();
    await once(plain, "close");
    expect(await shakeHands({ ...target, credential: server })).toMatchObject({
      failure: expect.stringContaining("ECONNREFUSED") as string,
    });
  });
});
