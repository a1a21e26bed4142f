package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/retry"
)

// Placed is the message that consumers get.
type Placed struct {
	OrderID string `json:"orderId"`
}

// Source is where events come from.
type Source interface {
	Forward(ctx context.Context, most int, send Send) (sent int, err error)
	Prune(ctx context.Context) error
}

// Publisher is where they go.
type Publisher interface {
	Publish(ctx context.Context, batch []broker.Message) (confirmed []string, err error)
}

const (
	// A replica hears of its own orders at once; the poll is for those of a replica that ended before it sent them.
	pollEvery  = time.Second
	pruneEvery = time.Hour
	// The broker's part of a batch, and the whole of it; less than the idle limit of the transaction that it happens in.
	publishTimeout = 5 * time.Second
	batchTimeout   = 10 * time.Second
)

// Relay forwards events until it is stopped.
type Relay struct {
	source    Source
	publisher Publisher
	log       *slog.Logger
	sent      func(events int)
	placed    chan struct{}
}

// NewRelay makes a relay; sent is told how many events the broker confirmed.
func NewRelay(source Source, publisher Publisher, sent func(events int), log *slog.Logger) *Relay {
	return &Relay{source: source, publisher: publisher, sent: sent, log: log, placed: make(chan struct{}, 1)}
}

// Placed wakes the relay. It never waits.
func (r *Relay) Placed() {
	select {
	case r.placed <- struct{}{}:
	default:
	}
}

// Run forwards until stop ends; cut gives up the batch in hand.
func (r *Relay) Run(stop, cut context.Context) {
	backoff := retry.Backoff{First: 250 * time.Millisecond, Most: 5 * time.Second}
	poll, prune := time.NewTicker(pollEvery), time.NewTicker(pruneEvery)
	defer poll.Stop()
	defer prune.Stop()
	for stop.Err() == nil {
		more, err := r.forward(cut)
		if err != nil {
			r.log.Warn("events wait in the outbox", "error", err)
			backoff.Wait(stop)
			continue
		}
		backoff.Reset()
		if more {
			continue
		}
		select {
		case <-r.placed:
		case <-poll.C:
		case <-prune.C:
			r.prune(cut)
		case <-stop.Done():
		}
	}
	// Orders that were accepted while the servers stopped: another replica would send them too, but a second later.
	if _, err := r.forward(cut); err != nil {
		r.log.Warn("events are left to the other replicas", "error", err)
	}
}

func (r *Relay) forward(ctx context.Context) (more bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, batchTimeout)
	defer cancel()
	sent, err := r.source.Forward(ctx, broker.MostInBatch, r.send)
	r.sent(sent)
	return sent == broker.MostInBatch, err
}

func (r *Relay) prune(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, batchTimeout)
	defer cancel()
	if err := r.source.Prune(ctx); err != nil {
		r.log.Warn("old events stay in the outbox", "error", err)
	}
}

func (r *Relay) send(ctx context.Context, events []Event) (confirmed []int64, err error) {
	batch := make([]broker.Message, len(events))
	for i, event := range events {
		body, err := json.Marshal(Placed{OrderID: event.OrderID})
		if err != nil {
			return nil, err
		}
		batch[i] = broker.Message{ID: strconv.FormatInt(event.ID, 10), Body: body}
	}
	ctx, cancel := context.WithTimeout(ctx, publishTimeout)
	defer cancel()
	ids, err := r.publisher.Publish(ctx, batch)
	for _, text := range ids {
		id, bad := strconv.ParseInt(text, 10, 64)
		err = errors.Join(err, bad)
		confirmed = append(confirmed, id)
	}
	return confirmed, err
}
