import { parse } from "yaml";
import { type Examination, nodes, type Part } from "./item";

/** Where kube-proxy's container finds its configuration. */
export const proxyConfiguration = "/etc/kube-proxy/config.yaml";

const metricsOnLoopback: Examination = ({ texts }) => {
  const { metricsBindAddress } = parse(texts[proxyConfiguration] ?? "{}") as {
    readonly metricsBindAddress?: string;
  };
  return metricsBindAddress?.startsWith("127.0.0.1:") === true
    ? []
    : [`kube-proxy shows its metrics on ${metricsBindAddress ?? "what nobody has said"}`];
};

/** Part 4.3. */
export const kubeProxy: Part = {
  title: "4.3 kube-proxy",
  on: nodes,
  items: [
    {
      id: "4.3.1",
      title: "metrics on loopback",
      why: "they show every Service and how much it is used",
      examine: metricsOnLoopback,
    },
  ],
};
