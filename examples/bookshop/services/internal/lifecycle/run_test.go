package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var quiet = slog.New(slog.DiscardHandler)

// scripted is a server that notes when it stops.
type scripted struct {
	name  string
	takes time.Duration
	notes *notes
	stop  chan struct{}
	fails error
}

type notes struct {
	sync.Mutex
	lines []string
}

func (n *notes) add(line string) { n.Lock(); defer n.Unlock(); n.lines = append(n.lines, line) }

func (s *scripted) Serve() error {
	if s.fails != nil {
		return s.fails
	}
	<-s.stop
	return nil
}

func (s *scripted) Stop(ctx context.Context) error {
	defer close(s.stop)
	select {
	case <-time.After(s.takes):
		s.notes.add(s.name)
		return nil
	case <-ctx.Done():
		return errors.New(s.name + " was cut off")
	}
}

func TestStagesStopInOrderAndTheServersOfAStageTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := &notes{}
		server := func(name string, takes time.Duration) *scripted {
			return &scripted{name: name, takes: takes, notes: n, stop: make(chan struct{})}
		}
		ctx, sigterm := context.WithCancel(t.Context())
		time.AfterFunc(time.Minute, sigterm)
		began := time.Now()
		err := Run(ctx, quiet, &Health{}, Timing{Total: 30 * time.Second, Linger: 3 * time.Second},
			Stage{server("slow", 2*time.Second), server("quick", time.Second)}, Stage{server("last", time.Second)})
		if err != nil {
			t.Error(err)
		}
		if want := []string{"quick", "slow", "last"}; !slices.Equal(n.lines, want) {
			t.Errorf("got %v, wanted %v", n.lines, want)
		}
		if took := time.Since(began) - time.Minute; took != 6*time.Second {
			t.Errorf("it took %v, wanted 3 s of linger, 2 s and 1 s", took)
		}
	})
}

func TestAServerThatDoesNotEndIsCutOffAndTheRunSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := &scripted{name: "stuck", takes: time.Hour, notes: &notes{}, stop: make(chan struct{})}
		ctx, sigterm := context.WithCancel(t.Context())
		sigterm()
		began := time.Now()
		err := Run(ctx, quiet, &Health{}, Timing{Total: 30 * time.Second}, Stage{stuck})
		if err == nil || err.Error() != "stuck was cut off" {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took != 30*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

func TestAServerThatFailsEndsTheOthersToo(t *testing.T) {
	n := &notes{}
	broken := &scripted{name: "broken", fails: errors.New("no port"), notes: n, stop: make(chan struct{})}
	other := &scripted{name: "other", notes: n, stop: make(chan struct{})}
	err := Run(t.Context(), quiet, &Health{}, Timing{Total: time.Second, Linger: time.Hour}, Stage{broken, other})
	if err == nil || err.Error() != "no port" {
		t.Errorf("got %v", err)
	}
	if !slices.Contains(n.lines, "other") {
		t.Error("the other server was not stopped")
	}
}

func TestATaskFinishesWhatItHasInHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		finished := false
		task := NewTask("task", func(stop, cut context.Context) {
			<-stop.Done()
			select {
			case <-time.After(time.Second):
				finished = true
			case <-cut.Done():
			}
		})
		go task.Serve()
		if err := task.Stop(t.Context()); err != nil || !finished {
			t.Errorf("finished: %v, error: %v", finished, err)
		}
	})
}

func TestATaskIsCutOffAtTheEndOfTheShutdownTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		task := NewTask("task", func(_, cut context.Context) {
			<-cut.Done()
			ended = true
		})
		go task.Serve()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		const want = "task: work in hand was cut off by the end of the shutdown time"
		if err := task.Stop(ctx); err == nil || err.Error() != want {
			t.Errorf("got %v, wanted %s", err, want)
		}
		if !ended {
			t.Error("it was not waited for")
		}
	})
}

// On real sockets: a request that runs when SIGTERM comes is answered, requests on a keep-alive connection are answered
// while lingering, readiness fails meanwhile, and afterwards nobody listens.
func TestNoRequestIsLostInAShutdown(t *testing.T) {
	health := &Health{}
	mux := http.NewServeMux()
	health.Serve(mux)
	entered := make(chan struct{})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		time.Sleep(400 * time.Millisecond)
		io.WriteString(w, "done")
	})
	server, err := ListenHTTP(0, health.CloseWhenDraining(mux), time.Second, quiet)
	if err != nil {
		t.Fatal(err)
	}
	url := "http://127.0.0.1:" + portOf(t, server)
	ctx, sigterm := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- Run(ctx, quiet, health, Timing{Total: 5 * time.Second, Linger: 200 * time.Millisecond}, Stage{server})
	}()

	slow := make(chan string, 1)
	go func() { slow <- get(url + "/slow") }()
	<-entered
	if got := get(url + "/readyz"); got != "200 ready\n" {
		t.Errorf("before: %s", got)
	}
	sigterm()
	time.Sleep(50 * time.Millisecond)
	if got := get(url + "/readyz"); got != "503 shutting down\n, closed" {
		t.Errorf("while lingering: %s", got)
	}
	if got := <-slow; got != "200 done, closed" {
		t.Errorf("the slow request: %s", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := get(url + "/livez"); !strings.HasSuffix(got, "connection refused") {
		t.Errorf("afterwards: %s", got)
	}
}

func portOf(t *testing.T, server *HTTP) string {
	t.Helper()
	_, port, err := net.SplitHostPort(server.Addr())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func get(url string) string {
	answer, err := http.Get(url)
	if err != nil {
		return err.Error()
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err.Error()
	}
	text := fmt.Sprintf("%d %s", answer.StatusCode, body)
	if answer.Close {
		text += ", closed"
	}
	return text
}

func TestAPortInUseIsAnErrorOfTheStart(t *testing.T) {
	first, err := ListenHTTP(0, http.NotFoundHandler(), 0, quiet)
	if err != nil {
		t.Fatal(err)
	}
	defer first.listener.Close()
	port, err := strconv.Atoi(portOf(t, first))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ListenHTTP(port, http.NotFoundHandler(), 0, quiet); err == nil || !strings.HasSuffix(err.Error(), "address already in use") {
		t.Errorf("got %v", err)
	}
}
