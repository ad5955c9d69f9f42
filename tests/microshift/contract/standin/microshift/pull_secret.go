package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"syscall"
)

// checkPullSecret fails where the file could not be pulled with. A user called "wrong" is one whom no registry knows.
func checkPullSecret() {
	if !isThere(pullSecretFile) {
		return
	}
	status := must(os.Stat(pullSecretFile))
	owner := status.Sys().(*syscall.Stat_t)
	if status.Mode().Perm() != 0o600 || owner.Uid != 0 || owner.Gid != 0 {
		fail("%s must belong to root:root with mode 0600, it is %d:%d %04o",
			pullSecretFile, owner.Uid, owner.Gid, status.Mode().Perm())
	}
	var secret struct {
		Auths map[string]struct{ Auth string }
	}
	if err := json.Unmarshal(must(os.ReadFile(pullSecretFile)), &secret); err != nil || len(secret.Auths) == 0 {
		fail("%s is no JSON with auths", pullSecretFile)
	}
	for registry, entry := range secret.Auths {
		credential, err := base64.StdEncoding.DecodeString(entry.Auth)
		if err != nil || strings.HasPrefix(string(credential), "wrong:") {
			fail("pulling from %s: unauthorized: access to the requested resource is not authorized", registry)
		}
	}
}
