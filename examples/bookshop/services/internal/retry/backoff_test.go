package retry

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestWaitsDoubleUpToTheMostAndVaryByHalf(t *testing.T) {
	b := Backoff{First: time.Second, Most: 5 * time.Second}
	for round, most := range []time.Duration{1, 2, 4, 5, 5} {
		most *= time.Second
		if got := b.Next(); got < most/2 || got > most {
			t.Errorf("wait %d is %v, wanted %v to %v", round, got, most/2, most)
		}
	}
	b.Reset()
	if got := b.Next(); got > time.Second {
		t.Errorf("after the reset: %v", got)
	}
}

func TestWaitsStayBoundedHoweverOftenItFails(t *testing.T) {
	b := Backoff{First: time.Second, Most: 5 * time.Second}
	for range 10_000 {
		if got := b.Next(); got <= 0 || got > b.Most {
			t.Fatalf("got %v", got)
		}
	}
}

func TestAWaitEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if Sleep(ctx, time.Hour) {
			t.Error("it says that the hour is over")
		}
		if passed := time.Since(began); passed != time.Second {
			t.Errorf("it took %v", passed)
		}
		if !Sleep(t.Context(), time.Hour) {
			t.Error("it says that the context ended")
		}
	})
}
