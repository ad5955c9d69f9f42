import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { failureOf } from "../../../../../checks/clients/failures";
import { type Applications, applicationsAt } from "../../../../../checks/openshift/smoke/applications";
import { credentialOf, operatorCredential } from "../../../../../pki/bundle";
import { issue } from "../../../../../pki/issue";
import { requiredKeys } from "../../../../../pki/keys";
import { newKey, testKeysNamed } from "../../../../support/keys";
import { planOf } from "../../../../support/plan";
import { StandInApi } from "../../../../support/stand-in-api";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = issue(plan, testKeysNamed(requiredKeys(plan), newKey(new Date())), new Date());
// A certificate that has a name and not the address 127.0.0.2, as that of a router.
const router = credentialOf(bundle, "apiserver", plan.bootstrap);
const page = { host: plan.api.fqdn, path: "/pod.txt" };

describe("asking for an application, with a real server in the router's place", () => {
  const ending = new AbortController();
  const server = createServer(
    {
      cert: router.certificatePem,
      key: router.keyPem,
      ca: router.authorityPem,
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      const socket = request.socket as TLSSocket;
      const shown = Object.keys(socket.getPeerCertificate()).length;
      response.end(
        `${String(socket.servername)} ${String(request.headers.host)} ${request.url ?? ""} ${shown}`,
      );
    },
  );

  beforeAll(async () => {
    server.listen(0, "127.0.0.2");
    await once(server, "listening");
  });

  afterAll(() => {
    ending.abort();
    server.closeAllConnections();
    server.close();
  });

  /** The applications of a cluster that publishes this authority of its routers. */
  function publishing(authority: string | undefined): Applications {
    const api = new StandInApi();
    if (authority !== undefined)
      api.objects.set("/api/v1/namespaces/openshift-config-managed/configmaps/default-ingress-cert", {
        data: { "ca-bundle.crt": authority },
      });
    const ingress = { address: "127.0.0.2", port: (server.address() as AddressInfo).port };
    return applicationsAt(api.kubernetes, ingress, { signal: ending.signal, patience: 120_000 });
  }

  it("dials the load balancer's address, names the application in TLS and in HTTP, and shows no certificate", async () => {
    const applications = publishing(router.authorityPem);
    const { host, path } = page;
    expect(await applications(page)).toMatchObject({ status: 200, text: `${host} ${host} ${path} 0` });
    expect((await applications(page)).status).toBe(200);
  });

  it("refuses a router whose certificate is of another authority than the cluster publishes", async () => {
    const { authorityPem } = operatorCredential(bundle, "etcd-operator");
    const refusal: unknown = await publishing(authorityPem)(page).catch((error: unknown) => error);
    expect(failureOf(refusal)?.text).toMatch(/^certificate refused/);
  });

  it("refuses a router whose certificate has another name", async () => {
    const asked = publishing(router.authorityPem)({ ...page, host: "smoke.apps.example.com" });
    expect(failureOf(await asked.catch((error: unknown) => error))?.text).toMatch(/^certificate refused/);
  });

  it("asks nobody as long as the authority is not published", async () => {
    await expect(publishing(undefined)(page)).rejects.toThrow(/404/);
  });
});
