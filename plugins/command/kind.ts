import { randomBytes } from "node:crypto";
import type {
  Context,
  Created,
  CreateRequest,
  DeleteRequest,
  Failure,
  UpdateRequest,
} from "../shared/provider";
import type { Properties } from "../shared/values";
import type { InputTable } from "./inputs";

/** One resource type of the plugin. Check and Diff follow from the table of its inputs. */
export interface Kind {
  readonly table: InputTable;
  /** What else Check finds wrong; and what it marks secret. */
  refuse(inputs: Properties): readonly Failure[];
  normalise(inputs: Properties): Properties;
  create(request: CreateRequest, context: Context): Promise<Created>;
  update(request: UpdateRequest, context: Context): Promise<Properties>;
  delete(request: DeleteRequest, context: Context): Promise<void>;
}

/** An id as the official plugin makes them: the name, if any, and eight hex digits. */
export const newId = (name = ""): string => name + randomBytes(4).toString("hex");
