import { ExecError, type ExecTarget, openExec } from "../../../../checks/clients/exec";
import { failureOf } from "../../../../checks/clients/failures";
import { credentialOf, operatorCredential } from "../../../../pki/bundle";
import { issue } from "../../../../pki/issue";
import { requiredKeys } from "../../../../pki/keys";
import { newKey, testKeysNamed } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import {
  type Message,
  type Played,
  type StandInExec,
  standInExec,
  success,
} from "../../../support/stand-in-exec";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = issue(plan, testKeysNamed(requiredKeys(plan), newKey(new Date())), new Date());
const apiServer = credentialOf(bundle, "apiserver", plan.bootstrap);
const admin = operatorCredential(bundle, "admin");
const ending = new AbortController();
const servers: StandInExec[] = [];

afterAll(() => {
  ending.abort();
  for (const server of servers) server.end();
});

const target: ExecTarget = {
  namespace: "openshift-ovn-kubernetes",
  pod: "ovnkube-master-a",
  container: "nbdb",
  command: ["ovn-appctl", "cluster/status", "OVN & more"],
};

async function run(played: Played | undefined, signal = ending.signal) {
  const server = await standInExec({ ...apiServer, address: "127.0.0.1" }, () => played);
  servers.push(server);
  const exec = openExec(server.url, admin, { signal, patience: 120_000 });
  return { server, outcome: exec(target) };
}

const closed = (...messages: readonly Message[]): Played => ({ messages, end: "closed" });

describe("a command in a container", () => {
  it("is asked for by its arguments, with the API's protocol", async () => {
    const { server, outcome } = await run(closed(success));
    await outcome;
    const [{ path, protocols } = { path: "", protocols: "" }] = server.asked;
    const { pathname, searchParams } = new URL(path, server.url);
    expect(pathname).toBe("/api/v1/namespaces/openshift-ovn-kubernetes/pods/ovnkube-master-a/exec");
    expect(searchParams.getAll("command")).toEqual(target.command);
    expect(searchParams.get("container")).toBe("nbdb");
    expect(protocols).toBe("v4.channel.k8s.io");
  });

  it("resolves to all of its output, in parts of whatever size, and to nothing of what it complained of", async () => {
    const long = "x".repeat(2000);
    const { outcome } = await run(closed([1, ""], [1, long], [2, "warning"], [1, "end"], success));
    expect(await outcome).toBe(`${long}end`);
  });

  it("ends with its status, though the API server keeps the connection", async () => {
    const { outcome } = await run({ messages: [[1, "done"], success], end: "open" });
    expect(await outcome).toBe("done");
  });

  it("fails with what it complained of where its code is another than 0", async () => {
    const status = JSON.stringify({ status: "Failure", message: "command terminated with exit code 2" });
    const { outcome } = await run(closed([2, "unknown cluster\n"], [3, status]));
    await expect(outcome).rejects.toThrow(
      new ExecError(
        "ovn-appctl cluster/status OVN & more in openshift-ovn-kubernetes/ovnkube-master-a, container nbdb: command terminated with exit code 2 (unknown cluster)",
      ),
    );
  });

  it.each<[string, Played | undefined]>([
    ["the API server refuses to begin", undefined],
    ["the connection breaks off", { messages: [[1, "half"]], end: "broken" }],
    ["the connection is closed without a status", closed([1, "half"])],
  ])("fails in a way that may pass where %s", async (_, played) => {
    const { outcome } = await run(played);
    const error: unknown = await outcome.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ExecError);
    expect(failureOf(error)).toMatchObject({ passing: true });
  });

  it("ends with the gate that asked for it", async () => {
    const gate = new AbortController();
    const { outcome } = await run({ messages: [], end: "open" }, gate.signal);
    gate.abort(new Error("interrupted"));
    await expect(outcome).rejects.toThrow("interrupted");
  });
});
