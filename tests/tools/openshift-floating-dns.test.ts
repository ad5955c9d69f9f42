import { Resolver } from "node:dns/promises";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillCorefile } from "../../manifests/openshift/floating-address/coredns-pod";
import {
  corednsHealthPort,
  corefileTemplate,
} from "../../manifests/openshift/floating-address/corefile-template";
import { floatingPlaces } from "../../manifests/openshift/floating-address/places";
import { freePort } from "../machine/virtual-machine";
import { floatingPlanOf } from "../support/floating-plan";
import { type RunningProgram, startProgram } from "../support/program";
import { temporaryFolder } from "../support/temporary-folder";
import { fakeControlPlane } from "../unit/manifests/openshift/floating-address/control-plane";

jest.setTimeout(30_000);

const plan = floatingPlanOf();
const programs: RunningProgram[] = [];
let resolver: Resolver;
let healthPort: number;

/** The Corefile of a machine whose last name server has that address. */
function filledCorefile(nameserver: string): string {
  const machine = fakeControlPlane();
  machine.write(floatingPlaces.corefileTemplate, corefileTemplate(plan));
  machine.write(
    "/etc/resolv.conf",
    `nameserver ${plan.controlPlanes[0]?.address ?? ""}\nnameserver ${nameserver}\n`,
  );
  expect(machine.run(fillCorefile(plan))).toEqual({ status: 0, said: "" });
  return machine.read(floatingPlaces.corefile);
}

function startCoreDns(corefile: string): void {
  const folder = temporaryFolder("coredns");
  const conf = join(folder, "Corefile");
  writeFileSync(conf, corefile);
  programs.push(startProgram("coredns", { conf }, folder));
}

async function answers(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${healthPort}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

beforeAll(async () => {
  const upstream = await freePort();
  const port = await freePort();
  healthPort = await freePort();
  startCoreDns(
    `.:${upstream} {\n    template IN A example.org {\n        answer "{{ .Name }} 60 IN A 192.0.2.80"\n    }\n}\n`,
  );
  // Ports of loopback in place of those of a machine.
  startCoreDns(
    filledCorefile("192.0.2.53")
      .replace(/^\. \{/, `.:${port} {`)
      .replace(`:${corednsHealthPort}`, `127.0.0.1:${healthPort}`)
      .replace("192.0.2.53", `127.0.0.1:${upstream}`),
  );
  resolver = new Resolver({ timeout: 2000, tries: 5 });
  resolver.setServers([`127.0.0.1:${port}`]);
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 100));
});
afterAll(async () => {
  for (const program of programs) await program.stop();
});

describe("the real CoreDNS with the Corefile of a control plane", () => {
  it.each([
    "api.okd.example.com",
    "api-int.okd.example.com",
    "console.apps.okd.example.com",
    "a.b.apps.okd.example.com",
  ])("answers for %s with the shared address", async (name) => {
    expect(await resolver.resolve4(name)).toEqual([plan.api.address]);
  });

  it.each(["api.okd.example.com", "console.apps.okd.example.com"])(
    "says that %s has no address of IPv6, and not that there is no such name",
    async (name) => {
      await expect(resolver.resolve6(name)).rejects.toMatchObject({ code: "ENODATA" });
    },
  );

  it("asks the machine's other name server for all other names", async () => {
    expect(await resolver.resolve4("registry.example.org")).toEqual(["192.0.2.80"]);
  });
});
