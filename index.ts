import { Bootstrap } from "./components/bootstrap";
import { ClusterNetwork } from "./components/cluster-network";
import { ClusterServices } from "./components/cluster-services";
import { ControlPlane } from "./components/control-plane";
import { Etcd } from "./components/etcd";
import { FirstControlPlane } from "./components/first-control-plane";
import type { Foundation } from "./components/foundation";
import { LoadBalancer } from "./components/load-balancer";
import { MachineImage } from "./components/machine-image";
import { Permissions } from "./components/permissions";
import { instanceOf } from "./components/podman/instance";
import { Secrets } from "./components/secrets";
import { readStackConfig } from "./components/stack-config";
import { Verification } from "./components/verification";
import { Workers } from "./components/workers";
import { machineImageReference } from "./machine-image/reference";
import { forwardedApiUrl } from "./topology/endpoints";
import { plan as makePlan } from "./topology/make-plan";

const config = readStackConfig();
const plan = makePlan(config);
const clock = config.clock === undefined ? undefined : new Date(config.clock);

const network = new ClusterNetwork("network", { plan });
const image = new MachineImage("image", { reference: machineImageReference() });
const secrets = new Secrets("secrets", { plan, clock });
const foundation: Foundation = { plan, network, secrets, image: image.reference };

const etcd = plan.topology === "external-etcd" ? new Etcd("etcd", foundation) : undefined;
const loadBalancer = new LoadBalancer("load-balancer", foundation);
const start = etcd
  ? new FirstControlPlane("first-control-plane", { foundation, loadBalancer, etcdReady: etcd.joined })
  : new Bootstrap("bootstrap", { foundation, loadBalancer });
const permissions = new Permissions("permissions", { foundation, start });
const controlPlane = new ControlPlane("control-plane", { foundation, start, permissions });
const services = new ClusterServices("services", { foundation, permissions, controlPlane });
const workers = new Workers("workers", { foundation, controlPlane });
const verified = new Verification("verification", {
  foundation,
  etcd,
  loadBalancer,
  start,
  controlPlane,
  services,
  workers,
});

export const kubeconfig = secrets.kubeconfig("admin");
export const breakGlassKubeconfig = secrets.kubeconfig("break-glass");
export const certificates = verified.certificates;
export const files = verified.files;
export const apiUrl = forwardedApiUrl(plan);
export const networkNamespace = instanceOf(plan);
export const verification = verified.input;
