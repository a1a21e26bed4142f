package broker

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"

	"bookshop.example/services/internal/retry"
	"bookshop.example/services/internal/settings"
)

// ErrPoison marks a message that no attempt will ever handle; it goes to the queue <name>.dead.
var ErrPoison = errors.New("cannot be handled")

// Handler handles a message and returns when its effect is on disk. Any error but ErrPoison leaves the message unacked,
// so that it comes again, here or at another consumer. It has to bear a message that it has handled before.
type Handler func(ctx context.Context, body []byte, redelivered bool) error

// Consumer feeds the messages of a queue to a handler.
type Consumer struct {
	Settings settings.Broker
	Program  string
	// Workers is how many messages are handled at a time. Twice as many are fetched, so that none waits for the broker,
	// and no more, so that a consumer which is slow or about to stop doesn't sit on work that others could do.
	Workers int
	Handle  Handler
	// Connected is told of each change.
	Connected func(bool)
	Log       *slog.Logger
}

// Run consumes until stop ends and then finishes what it has fetched; cut gives that up. It connects anew, with
// back-off, for as long as it takes.
func (c *Consumer) Run(stop, cut context.Context) {
	backoff := retry.Backoff{First: 500 * time.Millisecond, Most: 5 * time.Second}
	for stop.Err() == nil {
		began := time.Now()
		err := c.session(stop, cut)
		c.Connected(false)
		if stop.Err() != nil {
			return
		}
		if time.Since(began) > backoff.Most {
			backoff.Reset()
		}
		wait := backoff.Next()
		c.Log.Warn("not consuming", "error", err, "retrySeconds", wait.Seconds())
		retry.Sleep(stop, wait)
	}
}

// session consumes on one connection, until stop or until the connection ends.
func (c *Consumer) session(stop, cut context.Context) error {
	connection, channel, err := connect(c.Settings, c.Program)
	if err != nil {
		return err
	}
	defer hangUp(connection)
	// A broker that does not answer must not hold up the end.
	defer context.AfterFunc(cut, func() { hangUp(connection) })()
	closed := channel.NotifyClose(make(chan *amqp.Error, 1))
	deliveries, err := c.subscribe(channel)
	if err != nil {
		return fmt.Errorf("broker: %w", err)
	}
	c.Connected(true)
	c.Log.Info("consuming", "queue", c.Settings.Queue)

	// Work on a message whose connection is gone is given up: the broker has given the message to somebody else.
	working, giveUp := context.WithCancelCause(cut)
	defer giveUp(nil)
	go func() { giveUp(fmt.Errorf("broker: connection lost: %w", cmp.Or(<-closed, amqp.ErrClosed))) }()
	finished := c.startWorkers(working, deliveries)
	select {
	case <-finished:
		if !channel.IsClosed() {
			return errors.New("broker: it ended the subscription")
		}
		<-working.Done()
		return context.Cause(working)
	case <-stop.Done():
		// Nothing new is fetched; what was fetched is still in deliveries, which ends after it.
		if err := channel.Cancel(c.Program, false); err != nil {
			giveUp(err)
		}
		<-finished
		return nil
	}
}

func (c *Consumer) subscribe(channel *amqp.Channel) (<-chan amqp.Delivery, error) {
	if err := channel.Qos(2*c.Workers, 0, false); err != nil {
		return nil, err
	}
	const autoAck, exclusive, noLocal, noWait = false, false, false, false
	return channel.Consume(c.Settings.Queue, c.Program, autoAck, exclusive, noLocal, noWait, nil)
}

func (c *Consumer) startWorkers(ctx context.Context, deliveries <-chan amqp.Delivery) (finished chan struct{}) {
	finished = make(chan struct{})
	var workers sync.WaitGroup
	for range c.Workers {
		workers.Go(func() { c.work(ctx, deliveries) })
	}
	go func() {
		workers.Wait()
		close(finished)
	}()
	return finished
}

func (c *Consumer) work(ctx context.Context, deliveries <-chan amqp.Delivery) {
	for delivery := range deliveries {
		if ctx.Err() != nil {
			continue
		}
		err := c.Handle(ctx, delivery.Body, delivery.Redelivered)
		switch {
		case err == nil:
			err = delivery.Ack(false)
		case errors.Is(err, ErrPoison):
			c.Log.Error("moved to the dead queue", "message", delivery.MessageId, "error", err)
			err = delivery.Reject(false)
		}
		if err != nil {
			c.Log.Warn("message comes again", "message", delivery.MessageId, "error", err)
		}
	}
}
