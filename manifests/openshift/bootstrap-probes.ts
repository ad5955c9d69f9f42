import { type Pace, timesOf } from "../../topology/pace";
import type { Probe } from "../kubernetes/api-types";
import type { BootstrapContainer } from "./bootstrap-pod";

/** Where a program answers for its health, over HTTPS on loopback. */
export interface BootstrapHealth {
  readonly port: number;
  readonly started: string;
  readonly live: string;
  readonly ready: string;
}

/**
 * The kubelet's probes. They name loopback: the kubelet of this machine has no Node and so no address of its own that it
 * were sure of.
 */
export function probesOf(pace: Pace, health: BootstrapHealth): NonNullable<BootstrapContainer["probes"]> {
  const { startupProbeEvery, readinessProbeEvery, livenessProbeEvery } = timesOf[pace];
  const { port, started, live, ready } = health;
  return {
    startupProbe: { ...probe(port, started), ...every(startupProbeEvery), failureThreshold: 300 },
    livenessProbe: { ...probe(port, live), ...every(livenessProbeEvery) },
    readinessProbe: { ...probe(port, ready), ...every(readinessProbeEvery) },
  };
}

function probe(port: number, path: string): Probe {
  return { httpGet: { host: "127.0.0.1", scheme: "HTTPS", port, path }, timeoutSeconds: 10 };
}

function every(milliseconds: number): Probe {
  return { periodSeconds: milliseconds / 1000 };
}
