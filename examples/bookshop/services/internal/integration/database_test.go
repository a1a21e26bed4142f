package integration

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/fulfilment"
	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/outbox"
	"bookshop.example/services/internal/postgres"
	"bookshop.example/services/internal/schema"
)

var items = []order.Item{{SKU: "emma", Quantity: 2}}

func TestMigrationsAtTheSameTimeApplyEachFileOnce(t *testing.T) {
	db := emptyDatabase(t)
	var applied atomic.Int32
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			conn, err := postgres.Connect(t.Context(), db, "test")
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close(t.Context())
			names, err := schema.Migrate(t.Context(), conn)
			if err != nil {
				t.Error(err)
			}
			applied.Add(int32(len(names)))
		})
	}
	running.Wait()
	if applied.Load() != 1 {
		t.Errorf("%d files were applied", applied.Load())
	}
}

func TestAnOrderSentTwentyTimesAtOnceIsPlacedOnceWithOneEvent(t *testing.T) {
	_, pool := database(t)
	store := order.NewStore(pool)
	wanted := order.Order{ID: orderID(), Items: items}
	var isNew atomic.Int32
	var sending sync.WaitGroup
	for range 20 {
		sending.Go(func() {
			kept, first, err := store.Place(t.Context(), wanted)
			if err != nil || kept.ID != wanted.ID || !slices.Equal(kept.Items, items) {
				t.Errorf("%+v, %v", kept, err)
			}
			if first {
				isNew.Add(1)
			}
		})
	}
	sending.Wait()
	var events int
	if err := pool.QueryRow(t.Context(), "SELECT count(*) FROM outbox").Scan(&events); err != nil {
		t.Fatal(err)
	}
	if isNew.Load() != 1 || events != 1 {
		t.Errorf("new %d times, %d events", isNew.Load(), events)
	}
	_, _, err := store.Place(t.Context(), order.Order{ID: wanted.ID, Items: []order.Item{{SKU: "ulysses", Quantity: 1}}})
	if !errors.Is(err, order.ErrTaken) {
		t.Errorf("another order under the same id: %v", err)
	}
}

func TestAnOrderIsAcceptedThenFulfilledAndOthersAreUnknown(t *testing.T) {
	_, pool := database(t)
	store, kept := order.NewStore(pool), fulfilment.NewStore(pool)
	wanted := order.Order{ID: orderID(), Items: items}
	if _, _, err := store.Place(t.Context(), wanted); err != nil {
		t.Fatal(err)
	}
	status := func() order.Status {
		found, err := store.Find(t.Context(), wanted.ID)
		if err != nil {
			t.Fatal(err)
		}
		return found.Status
	}
	if got := status(); got != order.Accepted {
		t.Errorf("at first %s", got)
	}
	for delivery := 1; delivery <= 3; delivery++ {
		if got, err := kept.Fulfil(t.Context(), wanted.ID, 2); err != nil || got != delivery {
			t.Errorf("delivery %d: %d, %v", delivery, got, err)
		}
	}
	if got := status(); got != order.Fulfilled {
		t.Errorf("then %s", got)
	}
	if _, err := store.Find(t.Context(), orderID()); !errors.Is(err, order.ErrUnknown) {
		t.Errorf("an order that was never placed: %v", err)
	}
	if _, err := kept.Fulfil(t.Context(), orderID(), 2); !errors.Is(err, broker.ErrPoison) {
		t.Errorf("its fulfilment: %v", err)
	}
}

func TestADatabaseThatIsAwayOrNotMigratedIsUnavailable(t *testing.T) {
	db := emptyDatabase(t)
	pool, err := postgres.NewPool(db, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := order.NewStore(pool).Find(t.Context(), orderID()); !errors.Is(err, order.ErrUnavailable) {
		t.Errorf("not migrated: %v", err)
	}
	db.Port = 1
	away, err := postgres.NewPool(db, "test")
	if err != nil {
		t.Fatalf("the pool connected when it was made: %v", err)
	}
	defer away.Close()
	if _, err := order.NewStore(away).Find(t.Context(), orderID()); !errors.Is(err, order.ErrUnavailable) {
		t.Errorf("away: %v", err)
	}
}

func TestANewConnectionUsesTheNewPassword(t *testing.T) {
	db, pool := database(t)
	user := "clerk_" + suffix()
	run := func(format string, args ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), fmt.Sprintf(format, args...)); err != nil {
			t.Fatal(err)
		}
	}
	run("CREATE ROLE %s LOGIN PASSWORD 'old'", user)
	defer func() { run("DROP ROLE %s", user) }()
	now := "old"
	db.Username, db.Password = user, func() (string, error) { return now, nil }
	clerk, err := postgres.NewPool(db, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer clerk.Close()
	if err := clerk.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	run("ALTER ROLE %s PASSWORD 'new'", user)
	clerk.Reset()
	if err := clerk.Ping(t.Context()); err == nil || !strings.Contains(err.Error(), "28P01") {
		t.Errorf("the old password still works: %v", err)
	}
	now = "new"
	if err := clerk.Ping(t.Context()); err != nil {
		t.Errorf("the new password: %v", err)
	}
}

func TestTwoReplicasNeverHaveTheSameEventInHandAndOnlyConfirmedOnesAreSent(t *testing.T) {
	_, pool := database(t)
	store, out := order.NewStore(pool), outbox.NewStore(pool)
	for range 10 {
		if _, _, err := store.Place(t.Context(), order.Order{ID: orderID(), Items: items}); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[int64]int{}
	take := func(events []outbox.Event) (ids []int64) {
		for _, event := range events {
			seen[event.ID]++
			ids = append(ids, event.ID)
		}
		return ids
	}
	refused := errors.New("refused")
	sent, err := out.Forward(t.Context(), 6, func(ctx context.Context, mine []outbox.Event) ([]int64, error) {
		others, err := out.Forward(ctx, 6, func(_ context.Context, theirs []outbox.Event) ([]int64, error) { return take(theirs), nil })
		if err != nil || others != 4 {
			t.Errorf("the other replica sent %d, %v; wanted the 4 that are free", others, err)
		}
		return take(mine)[:2], refused
	})
	if sent != 2 || !errors.Is(err, refused) {
		t.Errorf("sent %d, %v", sent, err)
	}
	for id, times := range seen {
		if times != 1 {
			t.Errorf("event %d was in hand %d times", id, times)
		}
	}
	left, err := out.Forward(t.Context(), 10, func(_ context.Context, rest []outbox.Event) ([]int64, error) { return take(rest), nil })
	if err != nil || left != 4 {
		t.Errorf("%d were left, %v; wanted the 4 that were not confirmed", left, err)
	}
}
