import { checkInputs } from "../../../../plugins/command/inputs";
import type { InputTable } from "../../../../plugins/command/inputs";
import { secret, UNKNOWN } from "../../../../plugins/shared/values";

const table: InputTable = {
  goName: "local.CommandInputs",
  types: {
    create: "string",
    environment: "map[string]string",
    interpreter: "[]string",
    triggers: "[]interface {}",
  },
  required: ["create"],
};
const reasons = (inputs: Parameters<typeof checkInputs>[0]): readonly string[] =>
  checkInputs(inputs, table).map(({ property, reason }) => `${property}: ${reason}`);

describe("the check of a command's inputs", () => {
  it("passes what fits, secret or unknown as well", () => {
    expect(
      reasons({ create: secret("x"), environment: { A: secret("1"), B: UNKNOWN }, interpreter: UNKNOWN }),
    ).toEqual([]);
    expect(reasons({ create: "x", triggers: [1, { deep: null }] })).toEqual([]);
  });

  it("says in the official plugin's words what has the wrong type", () => {
    expect(reasons({ create: 5 })).toEqual([
      "create: Field 'create' on 'local.CommandInputs' must be a 'string'; got 'float64' instead",
    ]);
    expect(reasons({ create: "x", environment: "A=1" })).toEqual([
      "environment: Field 'environment' on 'local.CommandInputs' must be a 'map[string]string'; got 'string' instead",
    ]);
    expect(reasons({ create: "x", environment: { A: true } })).toEqual([
      "environment[A] value: Field 'environment[A] value' on 'local.CommandInputs' must be a 'string'; got 'bool' instead",
    ]);
  });

  it("names all that is wrong at once: missing, of the wrong type, not an input", () => {
    expect(checkInputs({ interpreter: [1], cwd: "/" }, table).map(({ property }) => property)).toEqual([
      "create",
      "interpreter[0]",
      "cwd",
    ]);
  });
});
