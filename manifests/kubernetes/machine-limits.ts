/**
 * What a podman machine's container may have open, its processes included; systemd refuses to start a unit that
 * asks for more (facts/podman-nodes.md §9, P9).
 */
export const machineLimits = { LimitNOFILE: "20000", LimitNPROC: "20000" } as const;
