import { ApiError, NoMatchError } from "../../../../plugins/kubernetes/cluster/errors";
import { whileMissing } from "../../../../plugins/kubernetes/retry";
import { silent } from "./support";

const missing = new ApiError(404, { message: 'namespaces "ns" not found' }, "");

describe("creating what may still be missing something", () => {
  it("is tried again once the namespace or the definition may be there", async () => {
    const outcomes = [Promise.reject(missing), Promise.resolve("made")];
    outcomes[0]?.catch(() => undefined);
    expect(await whileMissing(() => outcomes.shift() ?? Promise.reject(missing), silent())).toBe("made");
  });
  it("is not tried again for any other reason", async () => {
    const refused = new ApiError(422, { message: "invalid" }, "");
    const tries: unknown[] = [];
    const attempt = () => Promise.reject((tries.push(1), refused));
    await expect(whileMissing(attempt, silent())).rejects.toBe(refused);
    expect(tries).toHaveLength(1);
  });
  it("ends when the user interrupts it, with what was missing", async () => {
    const gone = new NoMatchError({ apiVersion: "example.org/v1", kind: "Thing" });
    const context = silent(AbortSignal.abort());
    await expect(whileMissing(() => Promise.reject(gone), context)).rejects.toBe(gone);
  });
});
