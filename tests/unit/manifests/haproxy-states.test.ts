import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { haproxyConfiguration } from "../../../manifests/haproxy";
import { machinePlaces } from "../../../manifests/haproxy-places";
import { haproxyStates } from "../../../manifests/haproxy-states";
import { withStandIn } from "../../support/stand-in-program";
import { openshiftPlanOf } from "../../support/openshift-plan";
import { planOf } from "../../support/plan";
import { temporaryFolder } from "../../support/temporary-folder";

/** HAProxy 2.6's own answer to "show servers state", of the columns of which only some are of use here. */
const answer = [
  "1",
  "# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state and so on",
  "3 api-servers 1 bootstrap 10.90.0.10 0 0 1 1 2 8 2 0 6 0 0 0 - 6443 - 0 0 - - 0",
  "3 api-servers 2 master-0 10.90.0.11 2 0 1 1 2 6 3 2 6 0 0 0 - 6443 - 0 0 - - 0",
  "",
];

/** What is asked of a running process, and what it says. */
interface Running {
  readonly kind: "one backend" | "any backend";
  readonly answer: readonly string[];
}

describe("what a reload of HAProxy hands on", () => {
  const folder = temporaryFolder("haproxy-states");
  const lines = handedOn(folder, haproxyConfiguration(planOf({ controlPlanes: 3 })));

  it("is what the running process knows, as it says it", () => {
    expect(lines.slice(0, 4)).toEqual(answer.slice(0, 4));
  });

  it("counts a server that it does not know yet as down", () => {
    const stopped = "0 0 1 1 0 1 0 0 0 0 0 0 - 6443 - 0 0 - - 0";
    expect(lines.slice(4)).toEqual([
      `3 api-servers 0 master-1 10.90.0.12 ${stopped}`,
      `3 api-servers 0 master-2 10.90.0.13 ${stopped}`,
    ]);
  });
});

describe("servers with IPv6 addresses", () => {
  it("are handed on without the brackets and the port that the configuration has", () => {
    const folder = temporaryFolder("haproxy-states");
    const lines = handedOn(folder, haproxyConfiguration(planOf({ addressFamily: "ipv6" })));
    expect(lines.slice(4)).toContain(
      "3 api-servers 0 master-1 fd90::12 0 0 1 1 0 1 0 0 0 0 0 0 - 6443 - 0 0 - - 0",
    );
  });
});

describe("servers of several backends", () => {
  const folder = temporaryFolder("haproxy-states");
  const known = [
    ...answer.slice(0, 4),
    "5 machine-config-servers 1 bootstrap 10.90.0.10 2 0 1 1 2 6 3 2 6 0 0 0 - 22623 - 0 0 - - 0",
    "7 routers-http 1 worker-0 10.90.0.21 2 0 1 1 2 6 3 2 6 0 0 0 - 80 - 0 0 - - 0",
    "",
  ];
  const text = haproxyConfiguration(openshiftPlanOf({}, { controlPlanes: 1, workers: 2 }));
  const lines = handedOn(folder, text, { kind: "any backend", answer: known });

  it("are handed on as the process knows them", () => {
    expect(lines.slice(0, 6)).toEqual(known.slice(0, 6));
  });

  it("count as down in the backend that does not know them yet, though another one may have a server of the name", () => {
    const stopped = (port: number) => `0 0 1 1 0 1 0 0 0 0 0 0 - ${port} - 0 0 - - 0`;
    expect(lines.slice(6)).toEqual([
      `5 machine-config-servers 0 master-0 10.90.0.11 ${stopped(22623)}`,
      `7 routers-http 0 worker-1 10.90.0.22 ${stopped(80)}`,
    ]);
  });
});

/** The lines that the script writes of a configuration, with the running process's answer. */
function handedOn(
  folder: string,
  text: string,
  { kind, answer: said }: Running = { kind: "one backend", answer },
): readonly string[] {
  const [configuration, states] = [join(folder, "haproxy.cfg"), join(folder, "states")];
  writeFileSync(configuration, text);
  const script = haproxyStates({ ...machinePlaces, configuration, states }, kind).contents;
  const env = withStandIn("socat", `cat <<'END'\n${said.join("\n")}\nEND\n`);
  execFileSync("sh", ["-c", script], { env });
  return readFileSync(states, "utf8").trimEnd().split("\n");
}
