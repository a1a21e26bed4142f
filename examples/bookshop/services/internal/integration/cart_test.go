package integration

import (
	"errors"
	"slices"
	"testing"
	"time"

	"bookshop.example/services/internal/cart"
	"bookshop.example/services/internal/order"
)

func TestACartIsReplacedReadAndRemoved(t *testing.T) {
	store := cart.NewStore(needs(t, "CARTS_HOST").Cache("CARTS"))
	defer store.Close()
	id := "test-" + suffix()
	for _, wanted := range [][]order.Item{
		{{SKU: "emma", Quantity: 2}, {SKU: "ulysses", Quantity: 1}},
		{{SKU: "middlemarch", Quantity: 5}},
	} {
		if err := store.Put(t.Context(), id, wanted); err != nil {
			t.Fatal(err)
		}
		if got, err := store.Get(t.Context(), id); err != nil || !slices.Equal(got, wanted) {
			t.Errorf("got %v, %v; wanted %v", got, err, wanted)
		}
	}
	if err := store.Put(t.Context(), id, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Get(t.Context(), id); !errors.Is(err, cart.ErrUnknown) {
		t.Errorf("after its removal: %v", err)
	}
}

func TestACartStoreThatIsAwayIsUnavailableInBoundedTime(t *testing.T) {
	cache := needs(t, "CARTS_HOST").Cache("CARTS")
	cache.Port = 1
	store := cart.NewStore(cache)
	defer store.Close()
	began := time.Now()
	if _, err := store.Get(t.Context(), "a"); !errors.Is(err, cart.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestAWrongPasswordIsUnavailableUntilTheFileHasTheRightOne(t *testing.T) {
	cache := needs(t, "CARTS_HOST").Cache("CARTS")
	right := cache.Password
	cache.Password = func() (string, error) { return "wrong", nil }
	now := func() (string, error) { return cache.Password() }
	asking := cache
	asking.Password = now
	store := cart.NewStore(asking)
	defer store.Close()
	if _, err := store.Get(t.Context(), "a"); !errors.Is(err, cart.ErrUnavailable) {
		t.Errorf("the wrong password: %v", err)
	}
	cache.Password = right
	if _, err := store.Get(t.Context(), "test-"+suffix()); !errors.Is(err, cart.ErrUnknown) {
		t.Errorf("the right password: %v", err)
	}
}
