import { serve } from "../shared/serve";
import { commandProvider } from "./provider";

serve(commandProvider);
