package settings

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func from(vars map[string]string) *Env {
	return From(func(name string) (string, bool) { value, ok := vars[name]; return value, ok })
}

func password(t *testing.T, s Secret) string {
	t.Helper()
	value, err := s()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestConnectionsAreReadUnderTheNamesThatTheManifestsGive(t *testing.T) {
	env := from(map[string]string{
		"ORDERS_DB_HOST": "orders-db", "ORDERS_DB_PORT": "5433", "ORDERS_DB_DATABASE": "shop", "ORDERS_DB_USERNAME": "clerk",
		"ORDERS_DB_PASSWORD": "a", "ORDERS_DB_POOL_SIZE": "7",
		"CARTS_HOST": "carts", "CARTS_PORT": "6380", "CARTS_PASSWORD": "b",
		"ORDER_EVENTS_HOST": "order-events", "ORDER_EVENTS_PORT": "5673", "ORDER_EVENTS_USERNAME": "clerk", "ORDER_EVENTS_PASSWORD": "c",
		"ORDERS_HOST": "orders", "ORDERS_PORT": "9001",
	})
	db, cache, broker, service := env.Database("ORDERS_DB"), env.Cache("CARTS"), env.Broker("ORDER_EVENTS", "order-events"), env.Service("ORDERS", 9000)
	if err := env.Err(); err != nil {
		t.Fatal(err)
	}
	if db.Host != "orders-db" || db.Port != 5433 || db.Database != "shop" || db.Username != "clerk" || db.PoolSize != 7 || password(t, db.Password) != "a" {
		t.Errorf("database: %+v", db)
	}
	if cache.Host != "carts" || cache.Port != 6380 || cache.Username != "" || password(t, cache.Password) != "b" {
		t.Errorf("cache: %+v", cache)
	}
	if broker.Host != "order-events" || broker.Port != 5673 || broker.Username != "clerk" || broker.Vhost != "/" || broker.Queue != "order-events" || password(t, broker.Password) != "c" {
		t.Errorf("broker: %+v", broker)
	}
	if (service != Service{Host: "orders", Port: 9001}) {
		t.Errorf("service: %+v", service)
	}
}

func TestOneStartNamesEveryFault(t *testing.T) {
	env := from(map[string]string{"ORDERS_DB_HOST": "db", "ORDERS_DB_PORT": "postgres", "ORDERS_DB_POOL_SIZE": "0", "LOAD_ENDPOINTS": "yes"})
	env.Database("ORDERS_DB")
	env.Switch("LOAD_ENDPOINTS")
	const want = `ORDERS_DB_PORT is "postgres"; wanted a whole number from 0 to 65535
ORDERS_DB_DATABASE is not set
ORDERS_DB_USERNAME is not set
ORDERS_DB_POOL_SIZE is "0"; wanted a whole number from 1 to 1000
LOAD_ENDPOINTS is "yes"; wanted true or false`
	if err := env.Err(); err == nil || err.Error() != want {
		t.Fatalf("got\n%v\nwanted\n%s", err, want)
	}
}

func TestAPasswordFileIsReadAnewEachTime(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	env := from(map[string]string{"DB_PASSWORD_FILE": file, "DB_PASSWORD": "not this one"})
	secret := env.Secret("DB_PASSWORD")
	if _, err := secret(); err == nil {
		t.Error("a missing file gave a password")
	}
	for _, want := range []string{"first", "second "} {
		if err := os.WriteFile(file, []byte(want+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := password(t, secret); got != want {
			t.Errorf("got %q, wanted %q", got, want)
		}
	}
}

func TestWhatIsUnsetOrEmptyHasItsDefault(t *testing.T) {
	env := from(map[string]string{"PORT": ""})
	if port, shutdown, on := env.Port("PORT", 8080), env.Seconds("SHUTDOWN_SECONDS", 30, 60), env.Switch("LOAD_ENDPOINTS"); port != 8080 || shutdown != 30*time.Second || on {
		t.Errorf("got %d, %v, %v", port, shutdown, on)
	}
	if env.Err() != nil {
		t.Error(env.Err())
	}
}
