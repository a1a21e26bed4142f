package integration

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"bookshop.example/services/internal/settings"
)

// process is one of our programs, which can be killed and started again.
type process struct {
	port string
	t    *testing.T
	path string
	env  []string
	cmd  *exec.Cmd
	log  bytes.Buffer
}

func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(p.path)
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = p.env, &p.log, &p.log
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) ready() bool {
	answer, err := http.Get("http://127.0.0.1:" + p.port + "/readyz")
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

func (p *process) end(signal os.Signal) (exitCode int) {
	p.cmd.Process.Signal(signal)
	p.cmd.Wait()
	return p.cmd.ProcessState.ExitCode()
}

// programs builds the three programs.
func programs(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	build := exec.Command("go", "build", "-o", folder, "bookshop.example/services/cmd/...")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return folder
}

func freePort() string {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	defer listener.Close()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
}

func environment(db settings.Database, b settings.Broker, more ...string) []string {
	return append(append(os.Environ(), "ORDERS_DB_DATABASE="+db.Database, "ORDER_EVENTS_QUEUE="+b.Queue), more...)
}

// keepSending is a customer who sends an order until it is accepted.
func keepSending(url, id string) error {
	client := &http.Client{Timeout: 5 * time.Second}
	body := fmt.Sprintf(`{"id":%q,"items":[{"sku":"emma","quantity":2}]}`, id)
	var last error
	for began := time.Now(); time.Since(began) < 30*time.Second; time.Sleep(50 * time.Millisecond) {
		answer, err := client.Post(url, "application/json", strings.NewReader(body))
		if err != nil {
			last = err
			continue
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusCreated || answer.StatusCode == http.StatusOK {
			return nil
		}
		last = fmt.Errorf("status %d", answer.StatusCode)
	}
	return last
}

func TestEveryAcceptedOrderIsFulfilledOnceAlthoughAllProcessesAreKilledAgainAndAgain(t *testing.T) {
	needs(t, "ORDERS_DB_HOST", "CARTS_HOST", "ORDER_EVENTS_HOST")
	db, pool := database(t)
	b, admin := queue(t)
	folder := programs(t)
	web, rpc := freePort(), freePort()
	orders := &process{t: t, port: web, path: filepath.Join(folder, "orders"),
		env: environment(db, b, "PORT="+web, "GRPC_PORT="+rpc, "METRICS_PORT=0", "LINGER_SECONDS=0")}
	worker := func() *process {
		port := freePort()
		return &process{t: t, port: port, path: filepath.Join(folder, "fulfilment"),
			env: environment(db, b, "PORT="+port, "ORDERS_HOST=127.0.0.1", "ORDERS_PORT="+rpc, "PACKING_MS=2")}
	}
	all := []*process{orders, worker(), worker()}
	for _, p := range all {
		p.start()
	}

	const wanted = 300
	var accepted atomic.Int32
	var customers sync.WaitGroup
	ids := make(chan string)
	for range 4 {
		customers.Go(func() {
			for id := range ids {
				if err := keepSending("http://127.0.0.1:"+web+"/api/orders", id); err != nil {
					t.Errorf("order %s: %v", id, err)
				}
				accepted.Add(1)
			}
		})
	}
	killing, enough := context.WithCancel(t.Context())
	var killer sync.WaitGroup
	killer.Go(func() {
		for turn := 0; killing.Err() == nil; turn++ {
			time.Sleep(250 * time.Millisecond)
			victim := all[turn%len(all)]
			victim.end(syscall.SIGKILL)
			victim.start()
		}
	})
	for range wanted {
		ids <- orderID()
		time.Sleep(10 * time.Millisecond)
	}
	close(ids)
	customers.Wait()
	enough()
	killer.Wait()

	count := func(query string) (n int) {
		if err := pool.QueryRow(t.Context(), query).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	eventually(t, "all fulfilled", 30*time.Second, func() bool { return count("SELECT count(*) FROM fulfilments") == wanted })
	if got := count("SELECT count(*) FROM orders JOIN fulfilments ON order_id = id WHERE units = 2"); got != wanted {
		t.Errorf("%d orders have their fulfilment, with its units; wanted %d", got, wanted)
	}
	eventually(t, "all sent", 10*time.Second, func() bool { return count("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == 0 })
	t.Logf("%d of %d deliveries were repeated", count("SELECT sum(deliveries) FROM fulfilments")-wanted, wanted)

	for _, p := range all {
		eventually(t, "ready", 5*time.Second, p.ready)
		if code := p.end(syscall.SIGTERM); code != 0 {
			t.Errorf("%s ended with %d:\n%s", filepath.Base(p.path), code, p.log.String())
		}
	}
	channel := must(admin.Channel())
	for _, name := range []string{b.Queue, b.Queue + ".dead"} {
		if left := must(channel.QueueDeclarePassive(name, true, false, false, false, nil)).Messages; left != 0 {
			t.Errorf("%d messages are left in %s", left, name)
		}
	}
}

func TestTheMigrationEndsWithZeroAgainAndAgainAndSaysWhyWhenItCannot(t *testing.T) {
	needs(t, "ORDERS_DB_HOST")
	db := emptyDatabase(t)
	path := filepath.Join(programs(t), "migrate")
	run := func(more ...string) (int, string) {
		p := &process{t: t, path: path, env: environment(db, settings.Broker{}, more...)}
		p.start()
		p.cmd.Wait()
		return p.cmd.ProcessState.ExitCode(), p.log.String()
	}
	for _, applied := range []string{`["01_orders.sql"]`, "null"} {
		if code, log := run(); code != 0 || !strings.Contains(log, `"msg":"the schema is up to date","program":"migrate","applied":`+applied) {
			t.Errorf("%d: %s", code, log)
		}
	}
	if code, log := run("ORDERS_DB_DATABASE=no_such_database", "WAIT_SECONDS=600"); code != 1 || !strings.Contains(log, "3D000") {
		t.Errorf("no such database: %d: %s", code, log)
	}
	if code, log := run("ORDERS_DB_PORT=1", "WAIT_SECONDS=1"); code != 1 || !strings.Contains(log, "the schema is as it was") {
		t.Errorf("no server: %d: %s", code, log)
	}
}
