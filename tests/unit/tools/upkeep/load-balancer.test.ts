import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drainedDuring, servingAfter } from "../../../../tools/upkeep/load-balancer";
import { withStandIn } from "../../../support/stand-in-program";
import { temporaryFolder } from "../../../support/temporary-folder";

const up = "api-servers,master-1,0,0,1,3,,40,1,1,,0,,0,0,0,0,UP,1";

describe("the load balancers of an API server that is changed", () => {
  const caller = process.env;
  let heard: string;

  /** Notes when the work is done, among the orders. */
  const work = (exitCode: number) => () => {
    appendFileSync(heard, "the work\n");
    return Promise.resolve(exitCode);
  };
  const story = () => readFileSync(heard, "utf8").trimEnd().split("\n");

  beforeEach(() => {
    heard = join(temporaryFolder("orders"), "heard");
    // HAProxy answers orders with nothing, and questions with its statistics.
    const podman = `order=$(cat); echo "$order" >>${heard}; [ "$order" != "show stat" ] || echo ${up}\n`;
    const machine = { PLATFORM: "podman", INSTANCE: "hardway-x", NAME: "master-1", LOAD_BALANCERS: "lb-0" };
    process.env = { ...withStandIn("podman", podman), ...machine };
  });
  afterEach(() => {
    process.env = caller;
  });

  it("send it nothing new meanwhile, and are asked whether they do again", async () => {
    expect(await drainedDuring(work(0))).toBe(0);
    expect(story()).toEqual([
      "set server api-servers/master-1 state drain",
      "the work",
      "set server api-servers/master-1 state ready",
      "show stat",
    ]);
  });

  it("send it connections again where the work failed, which is what the caller is told", async () => {
    expect(await drainedDuring(work(3))).toBe(3);
    expect(story().at(-1)).toBe("set server api-servers/master-1 state ready");
  });

  it("do so after a run that was cut off had left it drained, though there is nothing else to do", async () => {
    expect(await servingAfter(work(0))).toBe(0);
    expect(story()).toEqual(["the work", "set server api-servers/master-1 state ready", "show stat"]);
  });
});
