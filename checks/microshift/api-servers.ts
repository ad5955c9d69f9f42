import { apiServerUrl } from "../../topology/endpoints";
import { always, counted, findingOf } from "../check";
import { failureOf } from "../clients/failures";
import { readinessAt } from "../clients/kubernetes";
import type { Send } from "../clients/https";
import type { MicroshiftCheck } from "./check";

/** Each control plane serves by itself. */
export const controlPlanesServe: MicroshiftCheck = {
  id: "api-servers-ready",
  sentence: "the API server of every control plane is ready",
  why: "the virtual address hides a dead API server until the last one dies",
  appliesTo: always,
  probe: async ({ plan: { controlPlanes }, kubernetes }) => {
    const problems = await Promise.all(
      controlPlanes.map(({ name, address }) => problemAt(`that of ${name}`, address, kubernetes.send)),
    );
    return findingOf(problems.flat(), counted(controlPlanes.length, "API server"));
  },
};

/** The address that clients and workers use is somebody's. */
export const virtualAddressAnswers: MicroshiftCheck = {
  id: "virtual-address",
  sentence: "the API answers at the virtual address",
  why: "workers and clients reach the API there; a control plane that has the address no more leaves them without",
  appliesTo: ({ virtualAddress }) => virtualAddress !== null,
  probe: async ({ plan: { virtualAddress }, kubernetes }) => {
    const address = virtualAddress ?? "";
    return findingOf(await problemAt(`that at ${address}`, address, kubernetes.send), address);
  },
};

async function problemAt(what: string, address: string, send: Send): Promise<readonly string[]> {
  try {
    const readiness = await readinessAt(apiServerUrl({ address }), send);
    return readiness.ready ? [] : [`${what} is not ready: ${readiness.lacks}`];
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return [`${what}: ${failure.text}`];
  }
}
