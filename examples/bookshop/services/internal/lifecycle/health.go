// Package lifecycle starts servers, answers for the health of their process, and ends them without losing a request.
package lifecycle

import (
	"io"
	"net/http"
	"sync/atomic"
)

// Health is what the process knows about itself. It never asks another service: a broken database must neither
// restart the pods that wait for it nor take all of them out of their Service at once.
type Health struct{ ready, draining atomic.Bool }

// Serve adds /livez and /readyz.
func (h *Health) Serve(mux *http.ServeMux) {
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", h.readyz)
}

func (h *Health) readyz(w http.ResponseWriter, _ *http.Request) {
	switch {
	case h.draining.Load():
		answer(w, http.StatusServiceUnavailable, "shutting down")
	case !h.ready.Load():
		answer(w, http.StatusServiceUnavailable, "starting")
	default:
		answer(w, http.StatusOK, "ready")
	}
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, text+"\n")
}

// Ready makes readiness succeed until Drain.
func (h *Health) Ready() { h.ready.Store(true) }

// Drain makes readiness fail for good.
func (h *Health) Drain() { h.draining.Store(true) }

// CloseWhenDraining ends keep-alive connections with their next answer. The client then connects anew, to a pod that
// stays; had the server closed the connection between two requests, the next one could have been lost in it.
func (h *Health) CloseWhenDraining(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.draining.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}
