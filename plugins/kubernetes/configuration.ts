import { isDeepStrictEqual } from "node:util";
import type { Checked, CheckRequest, Difference, DiffRequest } from "../shared/provider";
import type { Properties } from "../shared/values";
import { isUnknown, reveal } from "../shared/values";
import type { KubeconfigSettings } from "./cluster/kubeconfig";
import { loadKubeconfig } from "./cluster/kubeconfig";
import { refusedSettings } from "./refusals";
import { settingsOf } from "./settings";

/** Settings that choose the cluster: only another cluster replaces the provider and its objects. */
const CHOOSING = ["kubeconfig", "context"] as const;
const IDENTIFIER = "clusterIdentifier";

export const checkConfig = ({ news, urn }: CheckRequest): Checked => ({
  inputs: news,
  failures: refusedSettings(reveal(news), urn),
});

/**
 * Whether a changed provider is still one of the same cluster. With a clusterIdentifier that stays
 * the same it is; one that changes makes it another; without any, the server of the kubeconfig counts.
 */
export async function diffConfig(request: DiffRequest): Promise<Difference> {
  const [olds, news] = [settled(request.olds), settled(request.news)];
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (key) => !isDeepStrictEqual(olds[key], news[key]),
  );
  if (keys.length === 0) return { changed: false, detailed: [] };
  const answer = (changed: readonly string[], replaces: readonly string[]): Difference => ({
    changed: true,
    detailed: [],
    keys: changed,
    replaces: isSameByIdentifier(olds, news) ? [] : replaces,
  });
  const identified = isIdentifierChanged(olds, news) ? [IDENTIFIER] : [];
  // What is not known yet may be another cluster: the careful answer is that it is.
  const unknown = CHOOSING.find((key) => isUnknown(news[key]));
  if (unknown !== undefined) return answer([unknown], [...identified, unknown]);
  const moved = keys.some((key) => isChoosing(key)) && (await isAnotherCluster(olds, news));
  return answer(keys, [...identified, ...(moved ? keys.filter(isChoosing) : [])]);
}

const isChoosing = (key: string): boolean => (CHOOSING as readonly string[]).includes(key);

const isSameByIdentifier = (olds: Properties, news: Properties): boolean =>
  news[IDENTIFIER] !== undefined && olds[IDENTIFIER] === news[IDENTIFIER];

/** Adding or removing the identifier says nothing about the cluster. */
const isIdentifierChanged = (olds: Properties, news: Properties): boolean =>
  olds[IDENTIFIER] !== undefined && news[IDENTIFIER] !== undefined && olds[IDENTIFIER] !== news[IDENTIFIER];

/** The inputs in clear, without those that are not set and those of the engine itself. */
const settled = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(reveal(properties)).filter(([key, value]) => value !== null && !key.startsWith("__")),
  );

async function isAnotherCluster(olds: Properties, news: Properties): Promise<boolean> {
  const [before, after] = await Promise.all([
    activeCluster(settingsOf(olds)),
    activeCluster(settingsOf(news)),
  ]);
  return before !== undefined && after !== undefined && !isDeepStrictEqual(before, after);
}

/** How the kubeconfig describes the cluster, whatever name it goes by there. */
async function activeCluster(settings: KubeconfigSettings): Promise<unknown> {
  try {
    const cluster = (await loadKubeconfig(settings)).getCurrentCluster();
    return cluster && { ...cluster, name: undefined };
  } catch {
    // A kubeconfig that cannot be read says nothing about its cluster; it fails where it is used.
    return undefined;
  }
}
