import { ensureMachineImage } from "../../../machine-image/image";
import { microshiftPaths } from "../../../manifests/microshift/paths";
import { changesOnly } from "../../../tools/report";
import { closeLab, type LabNode, makeNode, openLab } from "../lab/node";
import { ensureContractImage } from "./image";
import { usualVariant } from "./names";

const minutes = 60_000;
jest.setTimeout(3 * minutes);

const virtualAddress = "10.78.0.100";
const { clusterConfig, enableHa, etcdAuthority, etcdClient, kubeconfigs, mayStart, tlsSan } = microshiftPaths;
const founderConfig = `${kubeconfigs}/node-1/kubeconfig`;
const kubectl = `kubectl --kubeconfig ${founderConfig}`;
const addNode = "microshift add-node --timeout=4m --kubeconfig=/root/kubeconfig";
const etcdctl = `etcdctl --cacert=${etcdAuthority} --cert=${etcdClient}/client.crt --key=${etcdClient}/client.key`;

let founder: LabNode;
let voter: LabNode;
let learner: LabNode;

beforeAll(async () => {
  await ensureMachineImage(changesOnly);
  const image = await ensureContractImage(changesOnly, usualVariant);
  await closeLab();
  await openLab();
  founder = await makeNode(1, image);
  voter = await makeNode(2, image);
  learner = await makeNode(3, image);
  await founder.shell(`install -D -m 600 /dev/null ${enableHa}`);
  await founder.shell(`install -m 600 /dev/stdin ${tlsSan}`, virtualAddress);
  await founder.begin();
  await founder.shell(`${kubectl} wait --for=condition=Ready --timeout=90s node/node-1`);
}, 8 * minutes);

afterAll(closeLab, minutes);

/** Gives a node what the framework hands over before a join (facts: microshift.md, B6, 5). */
async function handOver(node: LabNode, paths: readonly string[]): Promise<void> {
  await node.shell("cat >> /etc/hosts", `${founder.address} ${founder.name}\n`);
  await node.shell("install -m 600 /dev/stdin /root/kubeconfig", await founder.shell(`cat ${founderConfig}`));
  for (const path of paths)
    await node.shell(`install -D -m 600 /dev/stdin ${path}`, await founder.shell(`cat ${path}`));
}

/** The members of etcd, as "node-1 voter", in the order of their names. */
async function members(): Promise<readonly string[]> {
  const told = await founder.shell(`${etcdctl} --write-out=json member list`);
  const { members: all } = JSON.parse(told) as { members: { name?: string; isLearner?: boolean }[] };
  return all.map(({ name, isLearner }) => `${name ?? ""} ${isLearner === true ? "learner" : "voter"}`).sort();
}

describe("a cluster that began with the marks of high availability", () => {
  it("has a certificate and a kubeconfig for the virtual address, and says that it is highly available", async () => {
    expect(await founder.shell(`cat ${clusterConfig}`)).toBe(
      `controlplane: ${founder.address}\nenable_ha: true\n`,
    );
    expect(await founder.shell(`cat ${kubeconfigs}/${virtualAddress}/kubeconfig`)).toContain(
      `https://${virtualAddress}:6443`,
    );
    const asked = `curl --silent --show-error --fail --cacert /var/lib/microshift/certs/kube-apiserver-external-signer/ca.crt`;
    const at = `--connect-to ${virtualAddress}:6443:${founder.address}:6443 https://${virtualAddress}:6443/readyz`;
    expect(await founder.shell(`${asked} ${at}`)).toBe("ok");
  });

  it("is joined by no control plane whose certificate would not have the virtual address", async () => {
    await handOver(voter, [clusterConfig, enableHa]);
    const { exitCode, errors } = await voter.attempt(addNode);
    expect({ exitCode, errors }).toEqual({
      exitCode: 1,
      errors: expect.stringMatching(/tls-san is missing: the API's certificate would not have/) as string,
    });
    expect(await members()).toEqual(["node-1 voter"]);
  });

  it("is joined by a control plane with a vote", async () => {
    await handOver(voter, [tlsSan]);
    await voter.shell(`touch ${mayStart} && ${addNode} --learner=false`);
    expect(await members()).toEqual(["node-1 voter", "node-2 voter"]);
    expect(await voter.shell(`cat ${clusterConfig}`)).toBe(
      `controlplane: ${founder.address},${voter.address}\nenable_ha: true\n`,
    );
  });

  it("is joined by one that learns first, whose API server asks those that have a vote", async () => {
    await handOver(learner, [clusterConfig, enableHa, tlsSan]);
    await learner.shell(`touch ${mayStart} && ${addNode}`);
    expect(await members()).toEqual(["node-1 voter", "node-2 voter", "node-3 learner"]);
    const line = "tr '\\0' '\\n' < /proc/$(pidof kube-apiserver)/cmdline | sed -n 's/^--etcd-servers=//p'";
    const servers = (await learner.shell(line)).trim().split(",");
    expect(servers.sort()).toEqual([founder, voter].map(({ address }) => `https://${address}:2379`));
  });

  it("gives that one a vote, by which the loss of the first node is borne", async () => {
    const id = (
      await founder.shell(`${etcdctl} member list | awk -F ', ' '$3 == "node-3" { print $1 }'`)
    ).trim();
    await founder.shell(`${etcdctl} member promote ${id}`);
    expect(await members()).toEqual(["node-1 voter", "node-2 voter", "node-3 voter"]);
    await learner.shell("systemctl restart microshift.service");
    await founder.shell("systemctl stop microshift.service");
    const own = `kubectl --kubeconfig ${kubeconfigs}/kubeconfig`;
    for (const node of [voter, learner])
      await node.shell(`${own} create configmap of-${node.name} --namespace default`);
    expect(await learner.shell(`${own} get configmaps --namespace default --output name`)).toMatch(
      /of-node-2\n.*of-node-3\n/s,
    );
  });

  it("takes the first one back, which has lost nothing that was written meanwhile", async () => {
    await founder.begin();
    expect(await founder.shell(`${kubectl} get configmaps --namespace default --output name`)).toMatch(
      /of-node-3/,
    );
    const [, listed = ""] = /^controlplane: (.*)$/m.exec(await founder.shell(`cat ${clusterConfig}`)) ?? [];
    expect(listed.split(",").sort()).toEqual([founder, voter, learner].map(({ address }) => address));
  });
});
