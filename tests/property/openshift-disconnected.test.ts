import { parse } from "yaml";
import { bootkubePaths, bootkubeScripts } from "../../manifests/openshift/bootkube/paths";
import { bootkubeScript } from "../../manifests/openshift/bootkube/script";
import { objectFile } from "../../manifests/openshift/cluster-objects";
import { imagePlaceholderPattern } from "../../manifests/openshift/images";
import { bootstrapPods } from "../../manifests/openshift/static-pods";
import { openshiftAssets, textAt } from "../support/openshift-assets";
import { okdInput } from "../support/openshift-config";
import { openshiftTestBundle } from "../support/openshift-keys";
import { objectNamed, objectsOf } from "../support/openshift-objects";
import { openshiftPlanOf } from "../support/openshift-plan";
import { fake, fakeMachine } from "../unit/manifests/openshift/bootkube/fake-machine";
import { podman } from "../unit/manifests/openshift/bootkube/podman";

const authority = openshiftTestBundle(openshiftPlanOf()).authorities["root-ca"].certificatePem;
const mirrors = [
  { source: "quay.io/okd/scos-release", mirrors: ["mirror.example.com:5000/okd/release"] },
  {
    source: "quay.io/okd/scos-content",
    mirrors: ["mirror.example.com:5000/okd/content", "second.example.com/okd/content"],
  },
];
const proxy = {
  httpProxy: "http://proxy.example.com:3128",
  httpsProxy: "http://proxy.example.com:3129",
  noProxy: ["mirror.example.com"],
};

/** A cluster that reaches a mirror and a proxy, and nothing else; both are of an authority that nobody else knows. */
const { plan, objects, bootstrap } = openshiftAssets(okdInput({ mirrors, proxy, trustBundle: authority }));
const connected = openshiftAssets(okdInput());
const scripts = Object.values(bootkubeScripts).map((path) => textAt(bootstrap, path));

/** What must be reached directly, as it is within the cluster. */
const inside = [
  "127.0.0.1",
  "localhost",
  ".svc",
  ".cluster.local",
  `api-int.${plan.domain}`,
  ...[...plan.networks.machine, ...plan.networks.pod, ...plan.networks.service].map(({ cidr }) => cidr),
];

describe("the images of a disconnected cluster", () => {
  it("are in every pod what the machine replaces by a reference of the release, by digest", () => {
    const images = bootstrapPods(plan).flatMap(({ yaml }) => {
      const { spec } = parse(yaml) as {
        readonly spec: {
          readonly containers: readonly { readonly image: string }[];
          readonly initContainers?: readonly { readonly image: string }[];
        };
      };
      return [...spec.containers, ...(spec.initContainers ?? [])].map(({ image }) => image);
    });
    expect(images.length).toBeGreaterThan(6);
    for (const image of images) expect(image).toMatch(new RegExp(`^${imagePlaceholderPattern}$`));
  });

  it("trap: are named by a tag nowhere, as no mirror would be asked for them", () => {
    const host = String.raw`(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?`;
    const tagged = new RegExp(String.raw`(?<![\w./:@-])${host}(?:/[\w.-]+)+:[A-Za-z0-9][\w.-]*`, "g");
    expect("pull quay.io/okd/scos-release:4.19 now".match(tagged)).toEqual(["quay.io/okd/scos-release:4.19"]);
    for (const { path, contents } of bootstrap) expect([path, contents.match(tagged)]).toEqual([path, null]);
  });

  it("are the release's, which is named by its digest wherever it is named", () => {
    const named = scripts.flatMap((text) => text.match(/quay\.io\/okd\/scos-release\S*/g) ?? []);
    expect(named.length).toBeGreaterThan(1);
    for (const reference of named) expect(reference).toMatch(/@sha256:[0-9a-f]{64}'?$/);
  });

  it("are pulled and run by what the release names, and by no name of a script's own", () => {
    const calls = scripts.flatMap((text) => text.match(/podman (pull|run)\b(?:.*\\\n)*.*/g) ?? []);
    expect(calls.length).toBeGreaterThan(3);
    for (const call of calls) expect(call).toMatch(/"\$(release_image|reference)"/);
  });
});

describe("the mirrors of a disconnected cluster", () => {
  const registries = textAt(bootstrap, "/etc/containers/registries.conf.d/10-mirrors.conf");

  it("are on the bootstrap machine for images by digest alone, each source with its copies in their order", () => {
    const blocks = registries.split("[[registry]]\n").slice(1);
    expect(blocks).toHaveLength(mirrors.length);
    for (const [index, { source, mirrors: copies }] of mirrors.entries()) {
      const block = blocks[index] ?? "";
      expect(block).toContain(`location = "${source}"\nmirror-by-digest-only = true\n`);
      const listed = [...block.matchAll(/\[\[registry\.mirror\]\]\nlocation = "(.*)"/g)].map(
        ([, copy]) => copy,
      );
      expect(listed).toEqual(copies);
    }
  });

  it("are in the cluster, and in what the installer would have been given", () => {
    const [set, ...more] = objectsOf(objects, "ImageDigestMirrorSet");
    expect(more).toEqual([]);
    expect(set?.spec.imageDigestMirrors).toEqual(mirrors);
    const config = objectNamed(objects, "ConfigMap", "cluster-config-v1").data?.["install-config"] ?? "";
    expect(parse(config)).toMatchObject({ imageDigestSources: mirrors });
  });

  it("are among what machines' configurations are rendered from, as are proxy and authority", () => {
    const machine = fakeMachine({ podman });
    const files = objects.map(objectFile);
    for (const { path, contents } of files) machine.write(path, contents);
    machine.write(
      "/opt/openshift/release/images",
      "machine-config-operator=registry/machine-config-operator\n",
    );
    machine.write("/opt/openshift/release/image-references", "{}\n");
    machine.write("/opt/openshift/release/feature-gate.yaml", "kind: FeatureGate\n");
    machine.write("/opt/openshift/tls/root-ca.crt", "the root\n");
    machine.write(`${bootkubePaths.secrets}/kube-apiserver-complete-client-ca-bundle.crt`, "all clients\n");
    expect(machine.run(bootkubeScript(plan), "run_stage machine-configs 60").status).toBe(0);

    const rendered = machine.list("/etc/mcc/bootstrap");
    const mirrorFile = files.find(({ contents }) => contents.includes("kind: ImageDigestMirrorSet"));
    const name = mirrorFile?.path.split("/").at(-1) ?? "";
    expect(machine.read(`/etc/mcc/bootstrap/${name}`)).toBe(mirrorFile?.contents);
    for (const { path } of files) expect(rendered).toContain(path.split("/").at(-1));

    const inputs = `${fake}/inputs/machine-config-operator/manifests`;
    expect(machine.read(`${inputs}/cluster-proxy-01-config.yaml`)).toContain(proxy.httpProxy);
    expect(machine.read(`${inputs}/user-ca-bundle-config.yaml`)).toContain("BEGIN CERTIFICATE");
  });

  it("are nowhere where there are none", () => {
    expect(objectsOf(connected.objects, "ImageDigestMirrorSet")).toEqual([]);
    expect(connected.bootstrap.map(({ path }) => path)).not.toContain(
      "/etc/containers/registries.conf.d/10-mirrors.conf",
    );
  });
});

describe("the authority of a disconnected cluster's mirror", () => {
  it("is trusted by the bootstrap machine before it pulls anything", () => {
    expect(textAt(bootstrap, "/etc/pki/ca-trust/source/anchors/hardway.crt").trim()).toBe(authority.trim());
  });

  it("is in the cluster where the Proxy's reference leads", () => {
    const { name } = objectNamed(objects, "Proxy", "cluster").spec.trustedCA;
    const { data, metadata } = objectNamed(objects, "ConfigMap", name);
    expect(metadata).toMatchObject({ namespace: "openshift-config" });
    expect(data?.["ca-bundle.crt"]?.trim()).toBe(authority.trim());
  });
});

describe("the proxy of a cluster", () => {
  const environment = textAt(bootstrap, "/etc/systemd/system.conf.d/10-proxy.conf");
  const told = (variable: string) => new RegExp(`"${variable}=([^"]*)"`).exec(environment)?.[1];

  it("is in the environment of every unit: of what runs podman, of CRI-O and of the kubelet", () => {
    expect(environment).toMatch(/^\[Manager\]\nDefaultEnvironment=/);
    for (const variable of ["HTTP_PROXY", "http_proxy"]) expect(told(variable)).toBe(proxy.httpProxy);
    for (const variable of ["HTTPS_PROXY", "https_proxy"]) expect(told(variable)).toBe(proxy.httpsProxy);
    // A unit with one of the variables of its own would not see these.
    const own = bootstrap.filter(
      ({ path, contents }) => path.startsWith("/etc/systemd/system/") && /_proxy=/i.test(contents),
    );
    expect(own).toEqual([]);
  });

  it("is in the cluster's Proxy, in its spec and in the status that machines are rendered by", () => {
    const { spec, status } = objectNamed(objects, "Proxy", "cluster");
    expect(spec).toMatchObject({ httpProxy: proxy.httpProxy, httpsProxy: proxy.httpsProxy });
    expect(status).toMatchObject({ httpProxy: proxy.httpProxy, httpsProxy: proxy.httpsProxy });
  });

  it("is passed by for everything within the cluster and what the user names, on the machine and in the cluster", () => {
    const { status } = objectNamed(objects, "Proxy", "cluster");
    for (const list of [told("NO_PROXY"), told("no_proxy"), status?.noProxy])
      expect(list?.split(",").sort()).toEqual([...inside, ...proxy.noProxy].sort());
  });

  it("is nowhere where there is none", () => {
    expect(objectNamed(connected.objects, "Proxy", "cluster").status).toBeUndefined();
    expect(connected.bootstrap.filter(({ contents }) => /https?_proxy=/i.test(contents))).toEqual([]);
  });
});
