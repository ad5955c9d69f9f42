import { servedPaths } from "../served-paths";

/**
 * The program of jq that says what is wrong with a configuration, and nothing where CoreOS can be made from it. A server
 * that was not asked for version 3 answers in version 2, whose files have file systems; and without the encapsulated
 * configuration the node would keep the boot image's system (facts: sno-plus.md, 5 and 6; openshift-hard-way.md, 7.3).
 */
export const objectionProgram = `
    if (.ignition.version // "" | startswith("3.") | not) then
      "it is of version \\(.ignition.version // "none"), and CoreOS reads 3 alone"
    elif any(.storage.files[]?; has("filesystem")) then "its files have the key filesystem, of Ignition 2"
    elif any(.storage.files[]?; .path == "${servedPaths.encapsulated}") | not then
      "it has no encapsulated configuration, without which the node keeps the system of the live image"
    else empty end`;

/**
 * The program of jq that puts what is the node's own over what is served: by paths and names, as Ignition refuses a
 * configuration that has one twice.
 */
export const mergeProgram = `
    def over($own; key): ($own | map({(key): true}) | add) as $new | map(select($new[key] | not)) + $own;
    $own[0] as $node
    | $served[0]
    | .storage.files = ((.storage.files // []) | over($node.storage.files + $files; .path))
    | .storage.directories = ((.storage.directories // []) | over($node.storage.directories + $directories; .path))
    | .systemd.units = ((.systemd.units // []) | over($node.systemd.units; .name))`;
