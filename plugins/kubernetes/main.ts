import { serve } from "../shared/serve";
import { kubernetesProvider } from "./provider";

serve(kubernetesProvider());
