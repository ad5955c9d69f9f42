package main

import "os"

const serviceAccountSecret = "service-account-key"

// signerFiles is where the keys of a signer's Secret stand on a node.
func signerFiles(signer string) map[string]string {
	folder := certsFolder + "/" + signer
	return map[string]string{
		"ca.crt": folder + "/ca.crt", "ca.key": folder + "/ca.key", "serial.txt": folder + "/serial.txt",
	}
}

var serviceAccountFiles = map[string]string{
	"service-account.key": serviceAccountKey + ".key", "service-account.pub": serviceAccountKey + ".pub",
}

func readBytes(path string) []byte { return must(os.ReadFile(path)) }
