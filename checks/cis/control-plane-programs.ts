import { strongCiphers } from "./ciphers";
import { documentOf, is, isAmong, isNot, isSet, lacks } from "./flags";
import { controlPlanes, etcdMembers, type Examination, type Part } from "./item";

const manager = "kube-controller-manager";
const scheduler = "kube-scheduler";

/** The scheduler's flag of that name is of no effect beside a configuration file. */
const schedulerProfilesNothing: Examination = (machine) => {
  const document = documentOf(machine, scheduler, "config") as
    { readonly enableProfiling?: boolean } | undefined;
  return document?.enableProfiling === false ? [] : ["kube-scheduler has its profiling on"];
};

/** Part 1.3. */
export const controllerManager: Part = {
  title: "1.3 Controller manager",
  on: controlPlanes,
  items: [
    {
      id: "1.3.1",
      title: "finished pods are removed above a number",
      why: "they would fill etcd",
      examine: isSet(manager, "terminated-pod-gc-threshold"),
    },
    {
      id: "1.3.2",
      title: "profiling off",
      why: "it shows what the program does and costs it time",
      examine: is(manager, "profiling", "false"),
    },
    {
      id: "1.3.3",
      title: "each controller has a user of its own",
      why: "a hole in one would give the rights of all",
      examine: is(manager, "use-service-account-credentials", "true"),
    },
    {
      id: "1.3.4",
      title: "service accounts' tokens are signed by a key of their own",
      why: "as 1.2.22",
      examine: isSet(manager, "service-account-private-key-file"),
    },
    {
      id: "1.3.5",
      title: "pods are given the API's authority",
      why: "pods could not know that they talk to the API",
      examine: isSet(manager, "root-ca-file"),
    },
    {
      id: "1.3.6",
      title: "kubelets' serving certificates may rotate",
      why: "kubelets of others, that ask for theirs, would serve with an expired one",
      examine: lacks(manager, "feature-gates", "RotateKubeletServerCertificate=false"),
    },
    {
      id: "1.3.7",
      title: "listens on loopback",
      why: "nobody outside needs its health and metrics",
      examine: is(manager, "bind-address", "127.0.0.1"),
    },
  ],
};

/** Part 1.4. */
export const schedulerPart: Part = {
  title: "1.4 Scheduler",
  on: controlPlanes,
  items: [
    {
      id: "1.4.1",
      title: "profiling off",
      why: "it shows what the program does and costs it time",
      examine: schedulerProfilesNothing,
    },
    {
      id: "1.4.2",
      title: "listens on loopback",
      why: "nobody outside needs its health and metrics",
      examine: is(scheduler, "bind-address", "127.0.0.1"),
    },
  ],
};

/**
 * etcd's authority is none that the API server takes clients from, nor the other way round. Where etcd is on other
 * machines, its authority is the one by which the API server knows it.
 */
const ownAuthority: Examination = ({ flags, texts }) => {
  const etcdsFile = flags.etcd?.get("trusted-ca-file") ?? flags["kube-apiserver"]?.get("etcd-cafile");
  const etcds = texts[etcdsFile ?? ""];
  const clients = texts[flags["kube-apiserver"]?.get("client-ca-file") ?? ""];
  if (etcds === undefined || clients === undefined) return ["an authority's file is not there"];
  return clients.includes(etcds.trim()) ? ["etcd and the API server trust the same authority"] : [];
};

/** Part 2, and the ciphers that the benchmark asks of the other servers. */
export const etcd: Part = {
  title: "2 etcd",
  on: etcdMembers,
  items: [
    {
      id: "2.1",
      title: "a certificate as a server",
      why: "what clients write and read would go in clear",
      examine: isSet("etcd", "cert-file", "key-file"),
    },
    {
      id: "2.2",
      title: "clients show a certificate",
      why: "etcd knows no other rights: who may talk to it may everything",
      examine: is("etcd", "client-cert-auth", "true"),
    },
    {
      id: "2.3",
      title: "no certificate that nobody signed towards clients",
      why: "clients could not verify it",
      examine: isNot("etcd", "auto-tls", "true"),
    },
    {
      id: "2.4",
      title: "a certificate towards members",
      why: "everything that the cluster knows goes between members",
      examine: isSet("etcd", "peer-cert-file", "peer-key-file"),
    },
    {
      id: "2.5",
      title: "members show a certificate",
      why: "a stranger could become a member",
      examine: is("etcd", "peer-client-cert-auth", "true"),
    },
    {
      id: "2.6",
      title: "no certificate that nobody signed towards members",
      why: "members could not verify it",
      examine: isNot("etcd", "peer-auto-tls", "true"),
    },
    {
      id: "2.7",
      title: "an authority of its own",
      why: "each client of the API would be one of etcd",
      examine: ownAuthority,
      on: controlPlanes,
    },
    {
      id: "1.2.29 (etcd)",
      title: "strong ciphers alone, as 1.2.29 asks of the API server",
      why: "what is recorded today could be read later",
      examine: isAmong("etcd", "cipher-suites", strongCiphers),
    },
  ],
};
