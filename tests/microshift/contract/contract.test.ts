import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureMachineImage } from "../../../machine-image/image";
import { microshiftPaths } from "../../../manifests/microshift/paths";
import { capture } from "../../../tools/process";
import { changesOnly } from "../../../tools/report";
import { temporaryFolder } from "../../support/temporary-folder";
import { closeLab, type LabNode, makeNode, openLab } from "../lab/node";
import { ensureContractImage } from "./image";
import { usualVariant } from "./names";

const minutes = 60_000;
jest.setTimeout(2 * minutes);

const folder = temporaryFolder("contract");
const { clusterConfig, enableHa, kubeconfigs, pullSecret, tlsSan, workerOnly } = microshiftPaths;
const founderConfig = `${kubeconfigs}/node-1/kubeconfig`;
const kubectl = `kubectl --kubeconfig ${founderConfig}`;

let founder: LabNode;
let joiner: LabNode;

beforeAll(async () => {
  await ensureMachineImage(changesOnly);
  const image = await ensureContractImage(changesOnly, usualVariant);
  await closeLab();
  await openLab();
  founder = await makeNode(1, image);
  joiner = await makeNode(2, image);
}, 8 * minutes);

afterAll(closeLab, minutes);

/** What a command says that fails. */
async function refusalOf(node: LabNode, line: string): Promise<string> {
  const { exitCode, output, errors } = await node.attempt(line);
  expect({ line, exitCode, output }).toEqual({ line, exitCode: 1, output: "" });
  return errors;
}

/** Puts a file into a node, for root alone where it is not said otherwise. */
async function put(node: LabNode, path: string, content: string, mode = "600"): Promise<void> {
  await node.shell(`install -D -m ${mode} /dev/stdin ${path}`, content);
}

const credential = (user: string): string =>
  JSON.stringify({ auths: { "registry.invalid": { auth: Buffer.from(`${user}:word`).toString("base64") } } });

describe("microshift run, before it starts anything", () => {
  const dropIn = "/etc/microshift/config.d/10-test.yaml";
  const version = "/usr/share/microshift/version";

  afterEach(async () => {
    await joiner.shell(`rm -f ${dropIn} ${pullSecret} && echo ${usualVariant.version} > ${version}`);
  });

  it.each([
    [
      "a key that no version has",
      "4.21",
      "node:\n  colour: blue\n",
      /unknown key "node.colour" in version 4.21/,
    ],
    [
      "a key of a later version",
      "4.21",
      "telemetry:\n  status: Disabled\n",
      /unknown key "telemetry.status"/,
    ],
    [
      "two networks of Services",
      "4.21",
      "network:\n  serviceNetwork: [10.43.0.0/16, 10.44.0.0/16]\n",
      /exactly one/,
    ],
  ])("refuses %s", async (_, release, content, words) => {
    await put(joiner, dropIn, content, "644");
    await joiner.shell(`echo ${release} > ${version}`);
    expect(await refusalOf(joiner, "microshift run")).toMatch(words);
  });

  it("passes over drop-ins in a version before 4.18, and comes as far as the pull secret", async () => {
    await put(joiner, dropIn, "node:\n  colour: blue\n", "644");
    await put(joiner, pullSecret, credential("wrong"));
    await joiner.shell(`echo 4.17 > ${version}`);
    expect(await refusalOf(joiner, "microshift run")).toMatch(/unauthorized/);
  });

  it.each([
    ["that others can read", credential("right"), "644", /root:root with mode 0600, it is 0:0 0644/],
    [
      "of a user whom the registry does not know",
      credential("wrong"),
      "600",
      /registry.invalid: unauthorized/,
    ],
    ["that is no JSON", "not a secret", "600", /is no JSON with auths/],
  ])("refuses a pull secret %s", async (_, content, mode, words) => {
    await put(joiner, pullSecret, content, mode);
    expect(await refusalOf(joiner, "microshift run")).toMatch(words);
  });

  it("has no add-node before 4.21", async () => {
    await joiner.shell(`echo 4.20 > ${version}`);
    expect(await refusalOf(joiner, "microshift add-node")).toMatch(/unknown command "add-node"/);
  });
});

describe("a cluster that another than the community's build began, without the mark of high availability", () => {
  const addNode = "microshift add-node --timeout=20s --kubeconfig=/root/kubeconfig";

  beforeAll(async () => {
    const program = join(folder, "microshift");
    const variant = "-X main.variant=BuildVariant=product";
    await capture({
      program: "go",
      arguments: ["build", "-buildvcs=false", "-ldflags", `-s -w ${variant}`, "-o", program, "./microshift"],
      folder: join(__dirname, "standin"),
      environment: { CGO_ENABLED: "0" },
    });
    await founder.shell("install -m 755 /dev/stdin /usr/bin/microshift", readFileSync(program));
    await founder.begin();
    await joiner.shell(`cat >> /etc/hosts`, `${founder.address} ${founder.name}\n`);
    await put(joiner, "/root/kubeconfig", await founder.shell(`cat ${founderConfig}`), "644");
  }, 3 * minutes);

  it("is Ready, and knows of itself what was there at its first start", async () => {
    await founder.shell(`${kubectl} wait --for=condition=Ready --timeout=60s node/node-1`);
    const content = `controlplane: ${founder.address}\nenable_ha: false\n`;
    expect(await founder.shell(`cat ${clusterConfig}`)).toBe(content);
    expect(await founder.shell(`stat --format %a ${clusterConfig} ${founderConfig}`)).toBe("600\n600\n");
  });

  it("cannot be started under another name", async () => {
    const dropIn = "/etc/microshift/config.d/20-name.yaml";
    await put(founder, dropIn, "node:\n  hostnameOverride: other\n", "644");
    expect(await refusalOf(founder, "microshift run")).toMatch(
      /"other" does not match previous node name "node-1"/,
    );
    await founder.shell(`rm ${dropIn}`);
  });

  it("is joined by none whose kubeconfig others can read, or who does not know its control planes", async () => {
    expect(await refusalOf(joiner, `${addNode} --worker-only`)).toMatch(/has mode 0644/);
    await joiner.shell("chmod 600 /root/kubeconfig");
    expect(await refusalOf(joiner, `${addNode} --worker-only`)).toMatch(/cluster-config is missing/);
    expect(await refusalOf(joiner, "microshift add-node --kubeconfig=/nowhere")).toMatch(/no such file/);
  });

  it("is joined by no control plane, whatever marks that one has itself", async () => {
    await put(joiner, clusterConfig, await founder.shell(`cat ${clusterConfig}`));
    const words = /Cannot add control plane - bootstrap node not created with ENABLE_HA=1/;
    expect(await refusalOf(joiner, addNode)).toMatch(words);
    await joiner.shell(`touch ${enableHa} ${tlsSan}`);
    expect(await refusalOf(joiner, addNode)).toMatch(words);
    await joiner.shell(`rm ${enableHa} ${tlsSan}`);
  });

  it("has published no authorities, without which a worker cannot join either", async () => {
    expect(await founder.shell(`${kubectl} --namespace kube-system get secrets --output name`)).toBe("");
    expect(await refusalOf(joiner, `${addNode} --worker-only`)).toMatch(
      /not published.*MICROSHIFT_VARIANT=community/,
    );
  });

  describe("and that goes on with the community's", () => {
    beforeAll(async () => {
      await founder.shell(`touch ${enableHa}`);
      // The two programs are one file in the image.
      await founder.shell(
        "install -m 755 /usr/bin/microshift-etcd /usr/bin/microshift && systemctl restart microshift",
      );
    }, 2 * minutes);

    it("is not highly available by a mark that came after its first start", async () => {
      expect(await founder.shell(`cat ${clusterConfig}`)).toMatch(/^enable_ha: false$/m);
    });

    it("publishes the authorities, and is joined by a worker, which asks the first address that it knows", async () => {
      const secrets = await founder.shell(`${kubectl} --namespace kube-system get secrets --output name`);
      expect(secrets.trim().split("\n")).toHaveLength(13);
      await joiner.shell(
        `touch ${microshiftPaths.mayStart} && ${addNode.replace("20s", "3m")} --worker-only`,
      );
      const seen = await founder.shell(`${kubectl} get nodes --no-headers`);
      expect(seen).toMatch(/^node-1 +Ready +control-plane,master,worker /m);
      expect(seen).toMatch(/^node-2 +Ready +worker /m);
      expect(await joiner.shell(`ls ${workerOnly}`)).toBe(`${workerOnly}\n`);
      // The real one has the worker's own address there, too (facts: microshift.md, B7, 9).
      expect(await joiner.shell(`cat ${clusterConfig}`)).toBe(
        `controlplane: ${founder.address},${joiner.address}\nenable_ha: false\n`,
      );
      const server = `https://${founder.address}:6443`;
      expect(await joiner.shell("cat /var/lib/microshift/resources/kubelet/kubeconfig")).toContain(server);
    });

    it("is joined by none that runs MicroShift, which would lose its data", async () => {
      expect(await refusalOf(joiner, `${addNode} --worker-only`)).toMatch(/microshift.service runs/);
    });

    it("lets a node that is one already be one: add-node changes nothing", async () => {
      await joiner.shell("systemctl stop microshift.service");
      const { exitCode, errors } = await joiner.attempt(`${addNode} --worker-only`);
      expect({ exitCode, errors }).toEqual({
        exitCode: 0,
        errors: "stand-in: node node-2 is in the cluster already\n",
      });
      expect(await joiner.shell("ls /var/lib/microshift/certs")).toMatch(/^kube-csr-signer$/m);
    });
  });
});
