package main

import (
	"encoding/json"
	"net/http"
	"time"
)

// lease is kube-vip's, by the protocol of client-go's leader election.
type lease struct {
	settings kubeVipSettings
	server   api
	// seen is the lease as it was last changed by somebody else, and when that was seen here.
	seen   string
	seenAt time.Time
	// renewed is when it was last held here.
	renewed time.Time
}

type leaseObject struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   object `json:"metadata"`
	Spec       struct {
		HolderIdentity       string `json:"holderIdentity"`
		LeaseDurationSeconds int    `json:"leaseDurationSeconds"`
		RenewTime            string `json:"renewTime"`
		AcquireTime          string `json:"acquireTime,omitempty"`
		LeaseTransitions     int    `json:"leaseTransitions"`
	} `json:"spec"`
}

func (l *lease) collection() string {
	return "/apis/coordination.k8s.io/v1/namespaces/" + l.settings.namespace + "/leases"
}

// isHeld renews the lease or takes it where it is nobody's. A holder that cannot renew has lost it before others take it.
func (l *lease) isHeld() bool {
	began, held := time.Now(), false
	if err := attempt(func() { held = l.renew() }); err != nil {
		logf("lease: %v", err)
		return time.Since(l.renewed) < l.settings.deadline
	}
	if held {
		l.renewed = began
	}
	return held
}

func (l *lease) renew() bool {
	path := l.collection() + "/" + l.settings.lease
	found, there := find[leaseObject](l.server, path)
	if there && found.Spec.HolderIdentity != "" && found.Spec.HolderIdentity != l.settings.node {
		if state := found.Spec.HolderIdentity + " " + found.Spec.RenewTime; state != l.seen {
			l.seen, l.seenAt = state, time.Now()
		}
		if time.Since(l.seenAt) < l.settings.duration {
			return false
		}
	}
	if found.Spec.HolderIdentity != l.settings.node {
		found.Spec.LeaseTransitions++
		found.Spec.AcquireTime = now()
		logf("%s takes the lease", l.settings.node)
	}
	l.fill(&found, l.settings.node)
	if there {
		return l.send(http.MethodPut, path, found)
	}
	return l.send(http.MethodPost, l.collection(), found)
}

// release lets somebody else take it at once.
func (l *lease) release() {
	err := attempt(func() {
		path := l.collection() + "/" + l.settings.lease
		if found, there := find[leaseObject](l.server, path); there && found.Spec.HolderIdentity == l.settings.node {
			l.fill(&found, "")
			l.send(http.MethodPut, path, found)
		}
	})
	if err != nil {
		logf("the lease is not given back: %v", err)
	}
}

func (l *lease) fill(found *leaseObject, holder string) {
	found.APIVersion, found.Kind = "coordination.k8s.io/v1", "Lease"
	if found.Metadata == nil {
		found.Metadata = object{"name": l.settings.lease, "namespace": l.settings.namespace}
	}
	found.Spec.HolderIdentity = holder
	found.Spec.LeaseDurationSeconds = int(l.settings.duration.Seconds())
	found.Spec.RenewTime = now()
}

// send says whether the lease was ours to change: another one may have been first.
func (l *lease) send(method, path string, changed leaseObject) bool {
	status, text := l.server.send(method, path, "application/json", must(json.Marshal(changed)))
	if status == http.StatusConflict {
		return false
	}
	check(refusal(status, path, text))
	return true
}

func now() string { return time.Now().UTC().Format("2006-01-02T15:04:05.000000Z07:00") }
