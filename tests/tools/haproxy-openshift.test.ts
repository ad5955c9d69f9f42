import { spawn, type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { join } from "node:path";
import { haproxyConfiguration } from "../../manifests/haproxy";
import { machinePlaces } from "../../manifests/haproxy-places";
import { credentialOf } from "../../pki/bundle";
import { issue } from "../../pki/issue";
import type { Machine } from "../../topology/plan";
import { separateTestKeys, testTime } from "../support/keys";
import { openshiftPlanOf } from "../support/openshift-plan";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(30_000);

const plan = openshiftPlanOf({}, { extraApiSans: ["api-int.okd.example.com"] });
const bundle = issue(plan, separateTestKeys(plan), testTime);
const authority = bundle.authorities.kubernetes.certificatePem;
const folder = temporaryFolder("haproxy-openshift");

/** Every machine has an address of loopback, and ports that any user may listen on. */
const onLoopback = (address: string) => address.replace(/^10\.90\.0\./, "127.94.0.");
const ports = { api: 6443, machineConfig: 22623, http: 8080, https: 8443, health: 1936 } as const;

function configurationFile(): string {
  const [caFile, states] = [join(folder, "ca.crt"), join(folder, "states")];
  writeFileSync(caFile, authority);
  writeFileSync(states, "1\n");
  const text = haproxyConfiguration(plan)
    .replace(/^ {2}(user|group|stats socket) .*\n/gm, "")
    .replace(machinePlaces.states, states)
    .replace(machinePlaces.authority, caFile)
    .replace(/^ {2}bind :(\d+)$/gm, `  bind ${onLoopback(plan.api.address)}:$1`)
    .replaceAll("10.90.0.", "127.94.0.")
    .replace(/(127\.94\.0\.\d+):80$/gm, `$1:${ports.http}`)
    .replace(/(127\.94\.0\.\d+):443$/gm, `$1:${ports.https}`);
  const path = join(folder, "haproxy.cfg");
  writeFileSync(path, text);
  return path;
}

const servers: http.Server[] = [];

/** A program of a machine that listens: it answers checks with a status, and all else with the machine's name. */
async function listen(server: http.Server, machine: Machine, port: number): Promise<void> {
  servers.push(server);
  server.listen(port, onLoopback(machine.address));
  await once(server, "listening");
}

function answers(machine: Machine, status: number): http.RequestListener {
  return ({ url = "" }, response) =>
    response.writeHead(/readyz|healthz/.test(url) ? status : 200).end(machine.name);
}

const apiServer = (machine: Machine, status: number) => {
  const { certificatePem: cert, keyPem: key } = credentialOf(bundle, "apiserver", machine);
  return listen(https.createServer({ cert, key }, answers(machine, status)), machine, ports.api);
};
/** Its certificate is of an authority that the load balancer does not know. */
const machineConfigServer = (machine: Machine, status: number) => {
  const { certificatePem: cert, keyPem: key } = credentialOf(bundle, "etcd-server", plan.bootstrap);
  return listen(https.createServer({ cert, key }, answers(machine, status)), machine, ports.machineConfig);
};
const router = async (machine: Machine, status: number) => {
  for (const port of [ports.http, ports.https, ports.health])
    await listen(http.createServer(answers(machine, status)), machine, port);
};

/** Who answers on each of ten new connections to the load balancer; one that is refused counts as "refused". */
async function answering(scheme: typeof http | typeof https, port: number): Promise<readonly string[]> {
  const seen = new Set<string>();
  for (let count = 0; count < 10; count++) seen.add(await answerOf(scheme, port).catch(() => "refused"));
  return [...seen].sort();
}

function answerOf(scheme: typeof http | typeof https, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: onLoopback(plan.api.address), port, agent: false, rejectUnauthorized: false };
    const request = scheme.get({ ...options, path: "/" }, (response) => {
      response.on("data", (data: Buffer) => {
        resolve(data.toString());
      });
    });
    request.on("error", reject);
  });
}

/** Waits for those who answer; Jest's own limit ends a wait that is in vain. */
async function settled(scheme: typeof http | typeof https, port: number, expected: string): Promise<void> {
  while ((await answering(scheme, port)).join() !== expected)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

it("haproxy -c accepts the configuration of OpenShift, without a warning", () => {
  const { status, stderr, error } = spawnSync("haproxy", ["-c", "-f", configurationFile()], {
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

describe("blocker 19: HAProxy TCP checks, with a real HAProxy", () => {
  const [ready, starting] = plan.controlPlanes as readonly Machine[] as readonly [Machine, Machine];
  const [serving, ending] = plan.workers as readonly Machine[] as readonly [Machine, Machine];
  let haproxy: ChildProcess;

  beforeAll(async () => {
    for (const serve of [apiServer, machineConfigServer]) {
      await serve(plan.bootstrap, 200);
      await serve(ready, 200);
      await serve(starting, 500);
    }
    await router(serving, 200);
    await router(ending, 500);
    haproxy = spawn("haproxy", ["-db", "-f", configurationFile()], { stdio: "ignore" });
    await settled(https, ports.api, ready.name);
  });
  afterAll(async () => {
    haproxy.kill();
    await once(haproxy, "exit");
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  it.each([
    ["API server", https, ports.api, ready.name],
    ["machine config server", https, ports.machineConfig, ready.name],
    ["router of plain applications", http, ports.http, serving.name],
    // The load balancer does not end TLS, so that anything passes here.
    ["router of applications over TLS", http, ports.https, serving.name],
  ] as const)(
    "%s: one that listens and does not serve yet, or no longer, is given nothing",
    async (_, scheme, port, expected) => {
      await settled(scheme, port, expected);
      expect(await answering(scheme, port)).toEqual([expected]);
    },
  );
});
