package main

import (
	"encoding/base64"
	"os"
	"testing"
)

func pullSecretOf(user string) string {
	return `{"auths": {"registry.example": {"auth": "` + base64.StdEncoding.EncodeToString([]byte(user+":word")) + `"}}}`
}

func TestPullSecretsThatCanBePulledWith(t *testing.T) {
	inRootWith(t, nil)
	mustDo(t, attempt(checkPullSecret))
	write(pullSecretFile, []byte(pullSecretOf("somebody")), 0o600)
	mustDo(t, attempt(checkPullSecret))
}

func TestPullSecretsThatAreRefused(t *testing.T) {
	for _, each := range []struct{ name, text, word string }{
		{"no JSON", "auths", "is no JSON with auths"},
		{"no registry", `{"auths": {}}`, "is no JSON with auths"},
		{"no base64", `{"auths": {"registry.example": {"auth": "%"}}}`, "pulling from registry.example: unauthorized"},
		{"a user whom no registry knows", pullSecretOf("wrong"), "pulling from registry.example: unauthorized"},
	} {
		t.Run(each.name, func(t *testing.T) {
			inRootWith(t, map[string]string{pullSecretFile: each.text})
			refused(t, checkPullSecret, each.word)
		})
	}
}

func TestAPullSecretIsRootsAlone(t *testing.T) {
	inRootWith(t, map[string]string{pullSecretFile: pullSecretOf("somebody")})
	mustDo(t, os.Chmod(pullSecretFile, 0o644))
	refused(t, checkPullSecret, "it is 0:0 0644")
	mustDo(t, os.Chmod(pullSecretFile, 0o600))
	mustDo(t, os.Chown(pullSecretFile, 0, 12))
	refused(t, checkPullSecret, "it is 0:12 0600")
}
