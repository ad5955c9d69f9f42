import { z } from "zod";
import type { Send } from "./https";

/** A member of an etcd cluster. */
export interface Member {
  /** A decimal number of 64 bits, which JSON numbers cannot hold. */
  readonly id: string;
  /** Empty until the member's process has first started. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  /** Empty until the member's process has first started. */
  readonly clientUrls: readonly string[];
  /** A learner receives the log and does not vote. */
  readonly learner: boolean;
}

/** What a member says of itself. */
export interface MemberStatus {
  /** The same for all members of one cluster; an etcd that has begun a cluster of its own has another. */
  readonly clusterId: string;
  readonly memberId: string;
  /** "0" where the member knows of no leader. */
  readonly leaderId: string;
  readonly learner: boolean;
  /** How many changes it has stored: a decimal number of 64 bits. */
  readonly revision: string;
  /** Alarms and the like, for example "NOSPACE". */
  readonly errors: readonly string[];
}

/** One member's client endpoint. */
export interface Etcd {
  readonly url: string;
  /** The members as a majority knows them; a learner or a removed member refuses to answer. */
  readonly members: () => Promise<readonly Member[]>;
  readonly addLearner: (peerUrl: string) => Promise<void>;
  readonly promote: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Must be asked of the leader. */
  readonly moveLeaderTo: (id: string) => Promise<void>;
  readonly status: () => Promise<MemberStatus>;
}

/** An answer of etcd that is a refusal, or no answer of any of its endpoints. */
export class EtcdError extends Error {
  override readonly name = "EtcdError";
}

const memberSchema = z
  .object({
    ID: z.string(),
    name: z.string().default(""),
    peerURLs: z.array(z.string()).default([]),
    clientURLs: z.array(z.string()).default([]),
    isLearner: z.boolean().default(false),
  })
  .transform(({ ID, name, peerURLs, clientURLs, isLearner }): Member => ({
    id: ID,
    name,
    peerUrls: peerURLs,
    clientUrls: clientURLs,
    learner: isLearner,
  }));
const membersSchema = z.object({ members: z.array(memberSchema).default([]) });
const statusSchema = z
  .object({
    header: z.object({
      cluster_id: z.string().default("0"),
      member_id: z.string(),
      revision: z.string().default("0"),
    }),
    leader: z.string().default("0"),
    isLearner: z.boolean().default(false),
    errors: z.array(z.string()).default([]),
  })
  .transform(({ header, leader, isLearner, errors }): MemberStatus => ({
    clusterId: header.cluster_id,
    memberId: header.member_id,
    leaderId: leader,
    learner: isLearner,
    revision: header.revision,
    errors,
  }));
const refusalSchema = z.object({
  message: z.string().transform((text) => text.replace(/^etcdserver: /, "")),
});

/**
 * A client of one member, by etcd's JSON gateway (etcd documentation, "Why gRPC gateway"): its fields are
 * those of the gRPC API, and those with zero values are left out.
 */
export function etcdAt(url: string, send: Send): Etcd {
  const call = async <T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> => {
    const { status, text } = await send({
      method: "POST",
      url: `${url}/v3/${path}`,
      body: JSON.stringify(body),
    });
    if (status === 200) return schema.parse(JSON.parse(text));
    throw new EtcdError(reasonIn(text) ?? `HTTP ${status}`);
  };
  const change = async (path: string, body: object): Promise<void> => {
    await call(path, body, z.object({}));
  };
  return {
    url,
    members: async () => (await call("cluster/member/list", { linearizable: true }, membersSchema)).members,
    addLearner: (peerUrl) => change("cluster/member/add", { peerURLs: [peerUrl], isLearner: true }),
    promote: (id) => change("cluster/member/promote", { ID: id }),
    remove: (id) => change("cluster/member/remove", { ID: id }),
    moveLeaderTo: (id) => change("maintenance/transfer-leadership", { targetID: id }),
    status: () => call("maintenance/status", {}, statusSchema),
  };
}

/** The reason that a refusal gives; undefined where something else than etcd's gateway answered. */
function reasonIn(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  return refusalSchema.safeParse(JSON.parse(text)).data?.message;
}
