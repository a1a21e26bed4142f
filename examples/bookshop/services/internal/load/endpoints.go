// Package load offers endpoints that are slow or costly on request: for measuring shutdowns and autoscaling, on test
// clusters alone. LOAD_ENDPOINTS=true turns them on.
package load

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"bookshop.example/services/internal/retry"
)

// Most is the longest that a request may ask for.
const Most = 30 * time.Second

// Serve adds /slow?ms= and /work?ms=, and both below /api, where the storefront lets them through.
func Serve(mux *http.ServeMux) {
	for _, parent := range []string{"", "/api"} {
		mux.HandleFunc("GET "+parent+"/slow", asked(wait))
		mux.HandleFunc("GET "+parent+"/work", asked(burn))
	}
}

func asked(do func(ctx context.Context, d time.Duration) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ms, err := strconv.Atoi(r.URL.Query().Get("ms"))
		if err != nil || ms < 0 || ms > int(Most.Milliseconds()) {
			http.Error(w, fmt.Sprintf("ms is a whole number from 0 to %d", Most.Milliseconds()), http.StatusBadRequest)
			return
		}
		if err := do(r.Context(), time.Duration(ms)*time.Millisecond); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(w, "%d ms\n", ms)
	}
}

func wait(ctx context.Context, d time.Duration) error {
	if !retry.Sleep(ctx, d) {
		return errors.New("the request was given up")
	}
	return nil
}

// burn uses this much CPU time, not this much time: on a busy node a request takes longer and costs the same, as real
// work does, so that the sum over all pods is what the load asked for.
func burn(ctx context.Context, d time.Duration) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	began, err := threadTime()
	for spent := time.Duration(0); err == nil && spent < d; {
		if ctx.Err() != nil {
			return errors.New("the request was given up")
		}
		block := [4096]byte{}
		for range 16 {
			sha256.Sum256(block[:])
		}
		var now time.Duration
		now, err = threadTime()
		spent = now - began
	}
	return err
}

func threadTime() (time.Duration, error) {
	var now unix.Timespec
	err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now)
	return time.Duration(now.Nano()), err
}
