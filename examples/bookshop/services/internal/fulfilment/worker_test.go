package fulfilment

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"bookshop.example/services/internal/broker"
)

const (
	id   = "11111111-1111-4111-8111-111111111111"
	body = `{"orderId":"` + id + `"}`
)

// shop has one order of five units; each of its parts is away for as many calls as it is told.
type shop struct {
	ordersAway, databaseAway int
	deliveries, units        int
	unknown                  bool
}

func (s *shop) Units(context.Context, string) (int, error) {
	if s.unknown {
		return 0, fmt.Errorf("%w: no such order", broker.ErrPoison)
	}
	if s.ordersAway > 0 {
		s.ordersAway--
		return 0, errors.New("orders is away")
	}
	return 5, nil
}

func (s *shop) Fulfil(_ context.Context, _ string, units int) (int, error) {
	if s.databaseAway > 0 {
		s.databaseAway--
		return 0, errors.New("database is away")
	}
	s.deliveries++
	s.units = units
	return s.deliveries, nil
}

func worker(s *shop) *Worker {
	return &Worker{Orders: s, Kept: s, Log: slog.New(slog.DiscardHandler), Metrics: NewMetrics(prometheus.NewRegistry())}
}

func value(t *testing.T, counter prometheus.Metric) float64 {
	t.Helper()
	var read dto.Metric
	if err := counter.Write(&read); err != nil {
		t.Fatal(err)
	}
	return read.GetCounter().GetValue()
}

func TestAPlacedOrderIsFulfilledWithItsUnits(t *testing.T) {
	s := &shop{}
	w := worker(s)
	if err := w.Handle(t.Context(), []byte(body), false); err != nil {
		t.Fatal(err)
	}
	if s.units != 5 || value(t, w.Metrics.Fulfilled) != 1 || value(t, w.Metrics.Repeated) != 0 {
		t.Errorf("units %d, fulfilled %v", s.units, value(t, w.Metrics.Fulfilled))
	}
}

func TestAFurtherDeliveryIsCountedAndNotFulfilledAgain(t *testing.T) {
	w := worker(&shop{})
	for range 3 {
		if err := w.Handle(t.Context(), []byte(body), true); err != nil {
			t.Fatal(err)
		}
	}
	if value(t, w.Metrics.Fulfilled) != 1 || value(t, w.Metrics.Repeated) != 2 {
		t.Errorf("fulfilled %v, repeated %v", value(t, w.Metrics.Fulfilled), value(t, w.Metrics.Repeated))
	}
}

func TestWithoutAnOrderServiceTheUnitsStayUnknown(t *testing.T) {
	s := &shop{}
	w := worker(s)
	w.Orders = nil
	if err := w.Handle(t.Context(), []byte(body), false); err != nil || s.deliveries != 1 || s.units != 0 {
		t.Errorf("%v, %+v", err, s)
	}
}

func TestAMessageIsHeldUntilItsDependenciesAreBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{ordersAway: 10, databaseAway: 10}
		w := worker(s)
		if err := w.Handle(t.Context(), []byte(body), false); err != nil {
			t.Fatal(err)
		}
		if s.deliveries != 1 || value(t, w.Metrics.Retries) != 20 {
			t.Errorf("%+v after %v retries", s, value(t, w.Metrics.Retries))
		}
	})
}

func TestAtTheEndOfTheShutdownTimeTheMessageIsGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		began := time.Now()
		err := worker(&shop{databaseAway: 1 << 30}).Handle(ctx, []byte(body), false)
		if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, broker.ErrPoison) {
			t.Errorf("got %v", err)
		}
		if took := time.Since(began); took != 30*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

func TestWhatCannotBeHandledIsPoisonAtOnce(t *testing.T) {
	for text, s := range map[string]*shop{
		`not JSON`:        {},
		`{"orderId":"7"}`: {},
		body:              {unknown: true},
	} {
		w := worker(s)
		if err := w.Handle(t.Context(), []byte(text), false); !errors.Is(err, broker.ErrPoison) {
			t.Errorf("%s: got %v", text, err)
		}
		if s.deliveries != 0 || value(t, w.Metrics.Poison) != 1 {
			t.Errorf("%s: %+v, poison %v", text, s, value(t, w.Metrics.Poison))
		}
	}
}
