// Package integration runs the services against real servers, which it finds under the variables that the programs read.
// The database's user has to be allowed to create databases; each test has its own database and queue.
package integration

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	amqp "github.com/rabbitmq/amqp091-go"

	"bookshop.example/services/internal/postgres"
	"bookshop.example/services/internal/schema"
	"bookshop.example/services/internal/settings"
)

var quiet = slog.New(slog.DiscardHandler)

func needs(t *testing.T, variables ...string) *settings.Env {
	t.Helper()
	for _, name := range variables {
		if os.Getenv(name) == "" {
			t.Skipf("SKIPPED, nothing was tested: %s does not say where a server is", name)
		}
	}
	return settings.FromProcess()
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// emptyDatabase makes a database for this test and drops it afterwards.
func emptyDatabase(t *testing.T) settings.Database {
	t.Helper()
	db := needs(t, "ORDERS_DB_HOST").Database("ORDERS_DB")
	admin, err := postgres.Connect(t.Context(), db, "test")
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + suffix()
	if _, err := admin.Exec(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		admin.Exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)")
		admin.Close(context.Background())
	})
	db.Database = name
	return db
}

// database is a migrated one, with a pool.
func database(t *testing.T) (settings.Database, *pgxpool.Pool) {
	t.Helper()
	db := emptyDatabase(t)
	conn, err := postgres.Connect(t.Context(), db, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := schema.Migrate(t.Context(), conn); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.NewPool(db, "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return db, pool
}

// queue is a name that no queue has; queues of that name are deleted afterwards.
func queue(t *testing.T) (settings.Broker, *amqp.Connection) {
	t.Helper()
	b := needs(t, "ORDER_EVENTS_HOST").Broker("ORDER_EVENTS", "")
	b.Queue = "test-" + suffix()
	address := fmt.Sprintf("amqp://%s:%s@%s", b.Username, must(b.Password()), net.JoinHostPort(b.Host, strconv.Itoa(b.Port)))
	admin, err := amqp.Dial(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, name := range []string{b.Queue, b.Queue + ".dead"} {
			must(must(admin.Channel()).QueueDelete(name, false, false, false))
		}
		admin.Close()
	})
	return b, admin
}

func suffix() string { return fmt.Sprintf("%x", must(randomBytes(6))) }

func orderID() string {
	b := must(randomBytes(16))
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func randomBytes(n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := rand.Read(b)
	return b, err
}

// eventually waits for a condition; what says what it is.
func eventually(t *testing.T, what string, within time.Duration, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > within {
			t.Fatalf("after %v: not %s", within, what)
		}
	}
}
