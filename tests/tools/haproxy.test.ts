import { spawn, type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { haproxyConfiguration } from "../../manifests/haproxy";
import { machinePlaces } from "../../manifests/haproxy-places";
import { unknownServer } from "../../manifests/haproxy-states";
import { credentialOf } from "../../pki/bundle";
import { issue } from "../../pki/issue";
import type { Machine } from "../../topology/plan";
import { separateTestKeys, testTime } from "../support/keys";
import { planOf } from "../support/plan";

jest.setTimeout(30_000);

const plan = planOf();
const bundle = issue(plan, separateTestKeys(plan), testTime);
const directory = mkdtempSync(join(tmpdir(), "haproxy-"));
const authority = join(directory, "ca.crt");
const states = join(directory, "states");

/** What an API server answers to the load balancer's checks; one that is frozen answers nothing. */
type Readiness = { readonly status: number; readonly body: string } | "frozen";
const ready: Readiness = { status: 200, body: "ok" };
const draining: Readiness = {
  status: 500,
  body: "[+]ping ok\n[-]shutdown failed: reason withheld\nreadyz check failed",
};
const starting: Readiness = { status: 403, body: "forbidden" };

/** A stand-in for the API server of a machine: it answers with the machine's name. */
class ApiServer {
  private readonly server: https.Server;

  constructor(
    machine: Machine,
    public readiness: Readiness,
    credential = credentialOf(bundle, "apiserver", machine),
  ) {
    const options = { cert: credential.certificatePem, key: credential.keyPem };
    this.server = https.createServer(options, ({ url }, response) => {
      if (url !== "/readyz") response.end(machine.name);
      else if (this.readiness !== "frozen")
        response.writeHead(this.readiness.status).end(this.readiness.body);
    });
  }

  async listen(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** The configuration with this machine's loopback ports in place of the cluster's addresses. */
function onLoopback(apiPort: number, serverPorts: Readonly<Record<string, number>>): string {
  const servers = Object.entries(serverPorts).map(([name, port]) => `  server ${name} 127.0.0.1:${port}`);
  const [head = ""] = haproxyConfiguration(plan).split(/^ {2}server .*$/m);
  const text = head
    .replace(/^ {2}(user|group|stats socket) .*\n/gm, "")
    .replace(machinePlaces.states, states)
    .replace("bind :6443", `bind 127.0.0.1:${apiPort}`)
    .replace(machinePlaces.authority, authority);
  const path = join(directory, "haproxy.cfg");
  writeFileSync(path, `${text}${servers.join("\n")}\n`);
  return path;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

beforeEach(() => {
  // As at a start.
  writeFileSync(states, "1\n");
});
beforeAll(() => {
  writeFileSync(authority, bundle.authorities.kubernetes.certificatePem);
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe("haproxy -c", () => {
  it("accepts the configuration, without a warning", () => {
    const { status, stderr, error } = spawnSync("haproxy", ["-c", "-f", onLoopback(6443, { a: 1 })], {
      encoding: "utf8",
    });
    if (error !== undefined) throw error;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("the load balancer, with a real HAProxy", () => {
  const [first, second, third] = plan.controlPlanes as readonly Machine[] as readonly [
    Machine,
    Machine,
    Machine,
  ];
  const servers = {
    first: new ApiServer(first, ready),
    second: new ApiServer(second, ready),
    starting: new ApiServer(third, starting),
    // A server of the right name whose certificate is of another authority.
    stranger: new ApiServer(plan.bootstrap, ready, credentialOf(bundle, "etcd-server", plan.bootstrap)),
  };
  let port: number;
  let haproxy: ChildProcess;

  const ask = (agent: https.Agent | false): Promise<string> => answerOf(port, agent);

  /** Who answers on each of ten new connections; one that is refused counts as "refused". */
  const answers = async (): Promise<readonly string[]> => {
    const seen = new Set<string>();
    for (let count = 0; count < 10; count++) seen.add(await ask(false).catch(() => "refused"));
    return [...seen].sort();
  };

  /** A connection that is kept open to the server of that machine. */
  const connectionTo = async (machine: Machine): Promise<https.Agent> => {
    for (;;) {
      const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
      if ((await ask(agent)) === machine.name) return agent;
      agent.destroy();
    }
  };

  beforeAll(async () => {
    port = await freePort();
    const ports: Record<string, number> = {};
    for (const [name, server] of Object.entries(servers)) ports[name] = await server.listen();
    haproxy = spawn("haproxy", ["-db", "-f", onLoopback(port, ports)], { stdio: "ignore" });
  });
  afterAll(async () => {
    haproxy.kill();
    await once(haproxy, "exit");
    for (const server of Object.values(servers)) server.close();
  });

  it("uses the API servers that are ready, and no server that cannot prove to be one", async () => {
    await until(async () => (await answers()).join() === "master-0,master-1");
    expect(await answers()).toEqual(["master-0", "master-1"]);
  });

  it("gives a draining API server no new connections and lets those that it has go on", async () => {
    const kept = await connectionTo(first);
    servers.first.readiness = draining;
    await until(async () => (await answers()).join() === "master-1");
    expect(await ask(kept)).toBe("master-0");
    kept.destroy();
  });

  it("takes an API server back when it is ready again", async () => {
    servers.first.readiness = ready;
    await until(async () => (await answers()).join() === "master-0,master-1");
    expect(await answers()).toEqual(["master-0", "master-1"]);
  });

  it("closes the connections of an API server that is frozen, so that clients come back by another", async () => {
    const kept = await connectionTo(second);
    servers.second.readiness = "frozen";
    await until(() =>
      ask(kept).then(
        (name) => name === "master-0",
        () => false,
      ),
    );
    expect(await answers()).toEqual(["master-0"]);
    kept.destroy();
  });
});

describe("a new HAProxy process", () => {
  const [known, unknown] = plan.controlPlanes as readonly Machine[] as readonly [Machine, Machine];

  it("sends nothing to a server that the one before it did not know, until it has looked", async () => {
    const api = new ApiServer(known, ready);
    // Takes connections, as the host of a machine that boots may, and never answers.
    const silent = createServer().listen(0, "127.0.0.1");
    const ports = {
      [known.name]: await api.listen(),
      [unknown.name]: (silent.address() as AddressInfo).port,
    };
    const seen: string[] = [];
    await withHaproxy(ports, unknown.name, async (ask) => {
      await until(async () => (await ask()) === known.name);
      for (let count = 0; count < 10; count++) seen.push(await ask());
    });
    api.close();
    silent.close();
    expect([...new Set(seen)]).toEqual([known.name]);
  });
});

describe("an API server on a busy machine", () => {
  const [busy] = plan.controlPlanes as readonly Machine[] as readonly [Machine];

  it("is used though TLS takes it 350 ms", async () => {
    const api = new ApiServer(busy, ready);
    const behind = await api.listen();
    const slow = createServer((client) => {
      const server = connect(behind, "127.0.0.1");
      setTimeout(() => client.pipe(server).pipe(client), 350);
      const hangUp = () => {
        client.destroy();
        server.destroy();
      };
      for (const end of [client, server]) end.on("error", hangUp);
    }).listen(0, "127.0.0.1");
    await once(slow, "listening");
    const { port: slowPort } = slow.address() as AddressInfo;
    // It is down until a check finds it.
    await withHaproxy({ [busy.name]: slowPort }, busy.name, (ask) =>
      until(async () => (await ask()) === busy.name),
    );
    api.close();
    slow.close();
  });
});

/** A HAProxy that knows nothing yet of one of its servers, for as long as it is used; `ask` says who answers. */
async function withHaproxy(
  ports: Readonly<Record<string, number>>,
  unknown: string,
  use: (ask: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const line = format(unknownServer, 3, unknown, "127.0.0.1", ports[unknown]);
  writeFileSync(states, `1\n# be_id and so on\n${line}\n`);
  const port = await freePort();
  const haproxy = spawn("haproxy", ["-db", "-f", onLoopback(port, ports)], { stdio: "ignore" });
  try {
    await use(() => answerOf(port, false).catch(() => "refused"));
  } finally {
    haproxy.kill();
    await once(haproxy, "exit");
  }
}

/** Who answers at the port of a load balancer. */
function answerOf(port: number, agent: https.Agent | false): Promise<string> {
  return new Promise((resolve, reject) => {
    const ca = bundle.authorities.kubernetes.certificatePem;
    const request = https.get({ host: "127.0.0.1", port, agent, ca, path: "/" }, (response) => {
      response.on("data", (data: Buffer) => {
        resolve(data.toString());
      });
    });
    request.on("error", reject);
  });
}

/** Waits for a state that comes by itself; Jest's own limit ends a wait that is in vain. */
async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, 100));
}
