package fulfilment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/outbox"
	"bookshop.example/services/internal/retry"
)

// Lookup tells what an order is for.
type Lookup interface {
	Units(ctx context.Context, orderID string) (int, error)
}

// Keeper keeps what was fulfilled.
type Keeper interface {
	Fulfil(ctx context.Context, orderID string, units int) (deliveries int, err error)
}

// Worker handles the events of placed orders.
type Worker struct {
	// Orders may be nil: then a fulfilment is kept without its number of units.
	Orders Lookup
	Kept   Keeper
	// Packing is how long a parcel takes.
	Packing time.Duration
	Log     *slog.Logger
	Metrics *Metrics
}

// Metrics count what a worker does.
type Metrics struct {
	Fulfilled, Repeated, Poison, Retries prometheus.Counter
	Consuming                            prometheus.Gauge
}

// NewMetrics registers them.
func NewMetrics(registry prometheus.Registerer) *Metrics {
	with := promauto.With(registry)
	counter := func(name, help string) prometheus.Counter {
		return with.NewCounter(prometheus.CounterOpts{Name: "bookshop_" + name, Help: help})
	}
	return &Metrics{
		Fulfilled: counter("orders_fulfilled_total", "Orders fulfilled."),
		Repeated:  counter("deliveries_repeated_total", "Events that came again for an order that was fulfilled already."),
		Poison:    counter("deliveries_dead_total", "Events moved to the dead queue."),
		Retries:   counter("fulfilment_retries_total", "Attempts that failed because a dependency was away."),
		Consuming: with.NewGauge(prometheus.GaugeOpts{Name: "bookshop_consuming", Help: "1 while the queue is consumed."}),
	}
}

// SetConsuming notes whether the queue is consumed.
func (m *Metrics) SetConsuming(on bool) {
	value := 0.0
	if on {
		value = 1
	}
	m.Consuming.Set(value)
}

// One statement; the worker tries again after it.
const databaseTimeout = 5 * time.Second

// Handle is the consumer's handler. While a dependency is away it holds the message and tries again, rather than give
// it back: it would come again at once, and each return counts towards the queue's delivery limit.
func (w *Worker) Handle(ctx context.Context, body []byte, redelivered bool) error {
	var event outbox.Placed
	if err := json.Unmarshal(body, &event); err != nil {
		return w.poison(fmt.Errorf("not an event: %w", err))
	}
	id, err := order.ParseID(event.OrderID)
	if err != nil {
		return w.poison(err)
	}
	backoff := retry.Backoff{First: 250 * time.Millisecond, Most: 5 * time.Second}
	for {
		err := w.fulfil(ctx, id, redelivered)
		if err == nil {
			return nil
		}
		if errors.Is(err, broker.ErrPoison) {
			return w.poison(err)
		}
		w.Metrics.Retries.Inc()
		w.Log.Warn("fulfilment waits", "order", id, "error", err)
		if !backoff.Wait(ctx) {
			return ctx.Err()
		}
	}
}

func (w *Worker) poison(err error) error {
	w.Metrics.Poison.Inc()
	return fmt.Errorf("%w: %w", broker.ErrPoison, err)
}

func (w *Worker) fulfil(ctx context.Context, id string, redelivered bool) (err error) {
	units := 0
	if w.Orders != nil {
		if units, err = w.Orders.Units(ctx, id); err != nil {
			return err
		}
	}
	if !retry.Sleep(ctx, w.Packing) {
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, databaseTimeout)
	defer cancel()
	deliveries, err := w.Kept.Fulfil(ctx, id, units)
	if err != nil {
		return err
	}
	if deliveries > 1 {
		w.Metrics.Repeated.Inc()
		w.Log.Info("fulfilled before", "order", id, "deliveries", deliveries, "redelivered", redelivered)
		return nil
	}
	w.Metrics.Fulfilled.Inc()
	return nil
}
