package main

import (
	"fmt"
	"net/http"
)

// demoServer is the demo application: it answers whoever asks.
func demoServer([]string) {
	http.HandleFunc("/", func(answer http.ResponseWriter, _ *http.Request) { fmt.Fprintln(answer, "the demo application") })
	check(http.ListenAndServe(":8080", nil))
}
