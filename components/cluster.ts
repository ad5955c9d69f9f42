import type { StageName } from "../topology/stages";
import { Bootstrap } from "./bootstrap";
import { ClusterServices } from "./cluster-services";
import { ControlPlane } from "./control-plane";
import { Etcd } from "./etcd";
import { FirstControlPlane } from "./first-control-plane";
import type { Foundation } from "./foundation";
import { LoadBalancer, noLoadBalancer } from "./load-balancer";
import { Permissions } from "./permissions";
import { Verification } from "./verification";
import { Workers } from "./workers";

/** How far a cluster was stood up: as a whole, verified, or up to the stage after which the configuration stops. */
export type Standing =
  | { readonly verified: Verification; readonly stoppedAfter?: undefined }
  | { readonly verified?: undefined; readonly stoppedAfter: StageName };

/** Stands a cluster up, stage after stage (topology/stages.ts). */
export function standUp(foundation: Foundation): Standing {
  const { topology, until } = foundation.plan;

  const etcd = topology === "external-etcd" ? new Etcd("etcd", foundation) : undefined;
  if (until === "etcd") return { stoppedAfter: until };

  const loadBalancer =
    topology === "sno-plus" ? noLoadBalancer : new LoadBalancer("load-balancer", foundation);
  if (until === "loadBalancer") return { stoppedAfter: until };

  const start =
    topology === "ha"
      ? new Bootstrap("bootstrap", { foundation, loadBalancer })
      : new FirstControlPlane("first-control-plane", {
          foundation,
          loadBalancer,
          etcd: etcd?.joined ?? "founded here",
        });
  if (until === "bootstrap") return { stoppedAfter: until };

  const permissions = new Permissions("permissions", { foundation, start });
  const controlPlane = new ControlPlane("control-plane", { foundation, start, permissions });
  if (until === "controlPlane") return { stoppedAfter: until };

  const services = new ClusterServices("services", { foundation, permissions, controlPlane });
  if (until === "services") return { stoppedAfter: until };

  const workers = new Workers("workers", { foundation, controlPlane });
  if (until === "workers") return { stoppedAfter: until };

  const parts = { foundation, etcd, loadBalancer, start, controlPlane, services, workers };
  return { verified: new Verification("verification", parts) };
}
