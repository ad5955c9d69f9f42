import { statusOf } from "../../../../tools/upkeep/load-balancer";

/** The first fields of HAProxy 2.6's own answer to "show stat". */
const statistics = [
  "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status,weight",
  "api,FRONTEND,,,3,9,4000,120,1,1,0,0,0,,,,,OPEN,",
  "api-servers,master-0,0,0,1,3,,40,1,1,,0,,0,0,0,0,UP,1",
  "api-servers,master-1,0,0,1,3,,40,1,1,,0,,0,0,0,0,DRAIN,1",
  "api-servers,BACKEND,0,0,3,9,400,120,1,1,0,0,,0,0,0,0,UP,3",
  "",
].join("\n");

describe("the status of an API server at a load balancer", () => {
  it("is that of its line in the statistics", () => {
    expect(statusOf(statistics, "master-0")).toBe("UP");
    expect(statusOf(statistics, "master-1")).toBe("DRAIN");
  });

  it("is unknown for one that the load balancer does not have", () => {
    expect(statusOf(statistics, "master-9")).toBeUndefined();
  });
});
