import { offeredRules } from "../offered-rules";
import type { Rule } from "../rule";

/** The rules on a configuration of MicroShift, in the order in which their problems are shown. */
export const microshiftRules: readonly Rule[] = [...offeredRules];
