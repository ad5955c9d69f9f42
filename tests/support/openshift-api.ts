import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { ReleaseManifest } from "../../manifests/openshift/release-filter";
import { capture } from "../../tools/process";

/**
 * The Go module with the real CRDs and feature gates of OpenShift. Its sum is what go.sum would have: of the whole content,
 * not of an archive (golang.org/x/mod/sumdb/dirhash, h1).
 */
const apiModule = {
  path: "github.com/openshift/api",
  version: "v0.0.0-20251015095338-264e80a2b6e7",
  sum: "h1:Ot2fbEEPmF3WlPQkyEW/bUCV38GMugH/UmZvxpWceNc=",
} as const;

/** Folders of OpenShift's API, which nobody may write to: they are in Go's own cache. */
export interface OpenshiftApi {
  /** What images of a release carry: the folders crds and featuregates. */
  readonly payloadManifests: string;
  /** The CRDs of ClusterVersion and ClusterOperator, which CVO brings, among others that the payload has as well. */
  readonly configManifests: string;
  /** The CRD of Route, which only a cluster has whose API serves no routes of its own. */
  readonly routeManifests: string;
}

interface Downloaded {
  readonly Dir?: string;
  readonly Sum?: string;
  readonly Error?: string;
}

/**
 * Fetches the module by Go's proxy into Go's cache, where it stays, and verifies it: by Go's database of sums and by the
 * one above. Throws where there is no Go, no network at the first time, or another content.
 */
export async function openshiftApi(): Promise<OpenshiftApi> {
  const output = await capture({
    program: "go",
    arguments: ["mod", "download", "-json", `${apiModule.path}@${apiModule.version}`],
    // Outside of any module, which would have its own opinion of versions.
    folder: tmpdir(),
    environment: { GOFLAGS: "", GOWORK: "off" },
  });
  const { Dir: folder, Sum: sum, Error: why } = JSON.parse(output) as Downloaded;
  if (folder === undefined)
    throw new Error(`${apiModule.path} is not there: ${why ?? "go does not say why"}`);
  if (sum !== apiModule.sum)
    throw new Error(
      `${apiModule.path} ${apiModule.version} has the sum ${sum ?? "none"}, not ${apiModule.sum}`,
    );
  return {
    payloadManifests: join(folder, "payload-manifests"),
    configManifests: join(folder, "config", "v1", "zz_generated.crd-manifests"),
    routeManifests: join(folder, "route", "v1", "zz_generated.crd-manifests"),
  };
}

/** The YAML files of a folder, parsed, in the order of their names. */
export function manifestsIn(folder: string): readonly ReleaseManifest[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), "utf8")) as ReleaseManifest);
}
