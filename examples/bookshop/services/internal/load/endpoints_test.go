package load

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"
)

func ask(ctx context.Context, path string) (int, string) {
	mux := http.NewServeMux()
	Serve(mux)
	answer := httptest.NewRecorder()
	mux.ServeHTTP(answer, httptest.NewRequest("GET", path, nil).WithContext(ctx))
	return answer.Code, strings.TrimSpace(answer.Body.String())
}

func TestBothTakeTheirTimeUnderBothPaths(t *testing.T) {
	for _, path := range []string{"/slow?ms=50", "/api/slow?ms=50", "/work?ms=50", "/api/work?ms=50"} {
		began := time.Now()
		if status, text := ask(t.Context(), path); status != 200 || text != "50 ms" {
			t.Errorf("%s: %d %s", path, status, text)
		}
		if took := time.Since(began); took < 50*time.Millisecond {
			t.Errorf("%s took %v", path, took)
		}
	}
}

func TestWorkUsesTheCPUTimeThatItIsAskedForAndSlowNone(t *testing.T) {
	used := func(path string) time.Duration {
		before := processTime(t)
		ask(t.Context(), path)
		return processTime(t) - before
	}
	if got := used("/work?ms=200"); got < 195*time.Millisecond || got > 300*time.Millisecond {
		t.Errorf("/work?ms=200 used %v", got)
	}
	if got := used("/slow?ms=200"); got > 50*time.Millisecond {
		t.Errorf("/slow?ms=200 used %v", got)
	}
}

func processTime(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func TestTheTimeIsBounded(t *testing.T) {
	for _, path := range []string{"/slow", "/slow?ms=x", "/slow?ms=-1", "/slow?ms=30001", "/work?ms=30001"} {
		if status, text := ask(t.Context(), path); status != 400 || text != "ms is a whole number from 0 to 30000" {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
}

func TestAClientThatLeavesEndsTheWork(t *testing.T) {
	for _, path := range []string{"/slow?ms=30000", "/work?ms=30000"} {
		ctx, leave := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer leave()
		began := time.Now()
		if status, text := ask(ctx, path); status != 503 || text != "the request was given up" {
			t.Errorf("%s: %d %s", path, status, text)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%s went on for %v", path, took)
		}
	}
}
