import type { NodeFile } from "../../../../manifests/file";
import type { Pod } from "../../../../manifests/kubernetes/api-types";
import { imagePlaceholderPattern } from "../../../../manifests/openshift/images";
import {
  bootstrapConfigFiles,
  bootstrapPodDirectories,
  bootstrapPods,
  bootstrapSecretFiles,
} from "../../../../manifests/openshift/static-pods";
import { openshiftMinors } from "../../../../topology/openshift/versions";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../support/openshift-plan";
import { podOf } from "../rendered";
import { containersOf } from "./bootstrap-rendered";

const plan = openshiftPlanOf();
const bundle = openshiftTestBundle(plan);
const pods = bootstrapPods(plan);
const configs = bootstrapConfigFiles(plan);
const secrets = bootstrapSecretFiles(plan, bundle);
const files = [...secrets, ...configs];
const read = pods.map(({ yaml }) => podOf(yaml));

/** Paths in a text below the directories whose files are made by hand, as the pod sees them. */
const inPod = /(?:\/etc\/kubernetes\/(?:secrets|config)|\/etc\/ssl\/etcd)\/[\w./-]*\w/g;

/** The files of the machine that a pod names: in its flags and variables, and in the configurations that these name. */
function filesNamedBy(pod: Pod): readonly string[] {
  const named = onMachine(pod, JSON.stringify(containersOf(pod).map(({ args, env }) => [args, env])));
  const texts = configs.filter(({ path }) => named.includes(path)).map(({ contents }) => contents);
  return [...named, ...onMachine(pod, texts.join("\n"))];
}

function onMachine({ spec }: Pod, text: string): readonly string[] {
  return [...text.matchAll(inPod)].map(([path]) => {
    const mounts = spec?.containers.flatMap(({ volumeMounts = [] }) => volumeMounts) ?? [];
    const mount = mounts.find(({ mountPath }) => path.startsWith(`${mountPath}/`));
    const volume = spec?.volumes?.find(({ name }) => name === mount?.name);
    return path.replace(mount?.mountPath ?? "", volume?.hostPath?.path ?? "(not mounted)");
  });
}

const named = new Set(read.flatMap(filesNamedBy));

describe("the bootstrap machine's pods", () => {
  it("read files that the machine is given", () => {
    const given = files.map(({ path }) => path);
    expect(named.size).toBeGreaterThan(20);
    expect([...named].filter((path) => !given.includes(path))).toEqual([]);
  });

  it("are given no key and no certificate that none of them reads", () => {
    expect(files.map(({ path }) => path).filter((path) => !named.has(path))).toEqual([]);
  });

  it("are given each file once", () => {
    const paths = files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("start etcd first, and what needs the cluster's objects last", () => {
    expect(pods.map(({ stage }) => stage)).toEqual([
      "etcd",
      "machineConfigServer",
      "controlPlane",
      "controlPlane",
      "controlPlane",
      "operators",
    ]);
  });

  it("are static pods, as no Deployment is ever scheduled to a machine that is no node (10.1)", () => {
    expect(read.map(({ kind }) => kind)).toEqual(pods.map(() => "Pod"));
    expect(new Set(pods.map(({ fileName }) => fileName)).size).toBe(pods.length);
    expect(read.every(({ spec }) => spec?.hostNetwork === true)).toBe(true);
  });

  it("name images by placeholders alone, which the machine fills with digests", () => {
    const images = read.flatMap(containersOf).map(({ image }) => image ?? "");
    expect(images.filter((image) => !new RegExp(`^${imagePlaceholderPattern}$`).test(image))).toEqual([]);
  });

  it("are the same files for every version, so that what stops them need not know it", () => {
    const names = openshiftMinors.map((minor) =>
      bootstrapPods(openshiftPlanOf({ release: { ...plan.openshift.release, minor } })).map(
        ({ fileName }) => fileName,
      ),
    );
    expect(new Set(names.map(String)).size).toBe(1);
  });

  it("blocker 18: have no kube-proxy among them, nor its image", () => {
    expect(pods.filter(({ yaml }) => yaml.includes("kube-proxy"))).toEqual([]);
  });
});

describe("what the pods need of the network", () => {
  const kubeconfigs = secrets.filter(({ path }) => path.endsWith("kubeconfig"));

  it("blocker 5: is loopback alone, for neither load balancer nor name server need be up", () => {
    const servers = kubeconfigs.map(({ contents }) => /server: (.*)/.exec(contents)?.[1]);
    expect(servers).toHaveLength(2);
    for (const server of servers) expect(server).toMatch(/^https:\/\/(localhost|127\.0\.0\.1):6443$/);
  });

  it("blocker 5: is no name of the cluster's domain, in any flag or configuration", () => {
    const texts = [...pods.map(({ yaml }) => yaml), ...configs.map(({ contents }) => contents)];
    expect(texts.filter((text) => text.includes(plan.domain))).toEqual([]);
  });
});

describe("the pods' secrets", () => {
  const isKey = ({ contents }: NodeFile) => /PRIVATE KEY|client-key-data/.test(contents);

  it("are root's alone", () => {
    const open = secrets.filter(({ mode, owner }) => mode !== 0o600 || owner !== "root");
    expect(secrets.filter(isKey).length).toBeGreaterThan(8);
    expect(open.filter(isKey)).toEqual([]);
  });

  it("are in directories that root alone may enter", () => {
    const closed = bootstrapPodDirectories().filter(({ mode }) => mode === 0o700);
    expect(closed.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        "/etc/kubernetes/bootstrap-secrets",
        "/etc/kubernetes/static-pod-resources/etcd-member",
      ]),
    );
  });

  it("are in neither pods nor configurations", () => {
    const texts = [...pods.map(({ yaml }) => yaml), ...configs.map(({ contents }) => contents)].join("\n");
    expect(texts).not.toMatch(/-----BEGIN|-data:/);
  });
});
