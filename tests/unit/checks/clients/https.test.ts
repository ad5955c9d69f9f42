import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { openHttps } from "../../../../checks/clients/https";
import { failureOf } from "../../../../checks/clients/failures";
import { credentialOf, operatorCredential } from "../../../../pki/bundle";
import { issue } from "../../../../pki/issue";
import { requiredKeys } from "../../../../pki/keys";
import { newKey, testKeysNamed } from "../../../support/keys";
import { planOf } from "../../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const key = newKey(new Date());
const bundle = issue(plan, testKeysNamed(requiredKeys(plan), key), new Date());
const apiServer = credentialOf(bundle, "apiserver", plan.bootstrap);
const admin = operatorCredential(bundle, "admin");
const ending = new AbortController();
const caller = { signal: ending.signal, patience: 120_000 };
const servers: Server[] = [];

afterAll(() => {
  ending.abort();
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

async function serve(listener: RequestListener, address = "127.0.0.1"): Promise<string> {
  const server = createServer(
    { cert: apiServer.certificatePem, key: apiServer.keyPem, ca: apiServer.authorityPem, requestCert: true },
    listener,
  );
  servers.push(server.listen(0, address));
  await once(server, "listening");
  return `https://${address}:${(server.address() as AddressInfo).port}`;
}

describe("openHttps, with a real server", () => {
  it("sends method, path, headers and body, and reads the whole answer", async () => {
    const url = await serve((request, response) => {
      request.on("data", (body: Buffer) => {
        response.writeHead(201, { "x-seen": `${request.method ?? ""} ${request.url ?? ""}` });
        response.end(`${String(request.headers["content-type"])} ${body.toString()}`);
      });
    });
    const send = openHttps(admin, caller);
    const headers = { "content-type": "application/json" };
    const answer = await send({ method: "POST", url: `${url}/path?query=1`, headers, body: "{}" });
    expect(answer).toMatchObject({ status: 201, text: "application/json {}" });
    expect(answer.headers["x-seen"]).toBe("POST /path?query=1");
  });

  it("shows its certificate", async () => {
    const url = await serve((request, response) => {
      const socket = request.socket as TLSSocket;
      response.end(`${String(socket.authorized)} ${String(socket.getPeerCertificate().subject.CN)}`);
    });
    expect((await openHttps(admin, caller)({ method: "GET", url })).text).toBe("true hardway:administrator");
  });

  it("refuses a server of another authority", async () => {
    const url = await serve((_, response) => response.end());
    const send = openHttps({ ...admin, authorityPem: bundle.authorities.etcd.certificatePem }, caller);
    const refusal: unknown = await send({ method: "GET", url }).catch((error: unknown) => error);
    expect(failureOf(refusal)).toMatchObject({
      passing: false,
      text: expect.stringMatching(/^certificate refused/) as string,
    });
  });

  it("refuses a server by a name that its certificate does not have", async () => {
    const url = await serve((_, response) => response.end());
    const elsewhere = url.replace("127.0.0.1", "127.0.0.2");
    const server = servers.at(-1);
    server?.close();
    server?.listen(Number(new URL(url).port), "127.0.0.2");
    await once(server as Server, "listening");
    const refusal: unknown = await openHttps(
      admin,
      caller,
    )({ method: "GET", url: elsewhere }).catch((error: unknown) => error);
    expect(failureOf(refusal)?.passing).toBe(false);
  });

  it("asks for the certificate of a name where it is given one, as OpenShift's have none for the addresses of machines", async () => {
    const url = await serve((request, response) => {
      response.end(String((request.socket as TLSSocket).servername));
    }, "127.0.0.2");
    const asked = await openHttps(admin, caller, plan.api.fqdn)({ method: "GET", url });
    expect(asked.text).toBe(plan.api.fqdn);
    const wrong = openHttps(admin, caller, "api.elsewhere.example.com")({ method: "GET", url });
    const refusal: unknown = await wrong.catch((error: unknown) => error);
    expect(failureOf(refusal)?.passing).toBe(false);
  });

  it("ends a request under way when the gate ends", async () => {
    const url = await serve(() => undefined);
    const own = new AbortController();
    const asked = openHttps(admin, { ...caller, signal: own.signal })({ method: "GET", url });
    own.abort();
    await expect(asked).rejects.toThrow();
  });

  it("waits longer for an answer where its caller is patient, as an emulated machine takes its time", async () => {
    const url = await serve((_, response) => setTimeout(() => response.end("late"), 5500));
    const ask = (patience: number) => openHttps(admin, { ...caller, patience })({ method: "GET", url });
    await expect(ask(120_000)).rejects.toThrow("no answer within 5 s");
    expect((await ask(600_000)).text).toBe("late");
  }, 20_000);
});
