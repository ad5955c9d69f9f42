import { kubernetesSuite } from "./cases-kubernetes";
import { describeSuite } from "./suite";

describeSuite("the stand-in for the plugin of @pulumi/kubernetes", kubernetesSuite);
