package broker

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"

	"bookshop.example/services/internal/settings"
)

// Message is published to the queue. The id names it within its batch and for whoever reads the queue.
type Message struct {
	ID   string
	Body []byte
}

// Publisher publishes with confirms. It connects when needed, and anew after every failure. Not for concurrent use.
type Publisher struct {
	settings   settings.Broker
	program    string
	connection *amqp.Connection
	channel    *amqp.Channel
	returned   chan amqp.Return
}

// MostInBatch is how many messages Publish takes: as many may come back at once.
const MostInBatch = 100

// NewPublisher makes a publisher without connecting.
func NewPublisher(s settings.Broker, program string) *Publisher {
	return &Publisher{settings: s, program: program}
}

// Publish returns the ids of those messages that the broker has on a majority of its disks. With an error, the fate of
// the others is unknown; they are to be published again.
func (p *Publisher) Publish(ctx context.Context, batch []Message) (confirmed []string, err error) {
	if err := p.ensureConnected(); err != nil {
		return nil, err
	}
	waiting, err := p.publishAll(ctx, batch)
	acked := map[string]bool{}
	for i, confirmation := range waiting {
		ok, failure := confirmation.WaitContext(ctx)
		if failure == nil && !ok {
			failure = errors.New("refused, or the connection was lost")
		}
		acked[batch[i].ID] = ok
		err = cmp.Or(err, failure)
	}
	err = cmp.Or(err, p.strikeReturned(acked))
	for _, message := range batch {
		if acked[message.ID] {
			confirmed = append(confirmed, message.ID)
		}
	}
	if err != nil {
		p.Close()
		err = fmt.Errorf("broker: %d of %d messages confirmed: %w", len(confirmed), len(batch), err)
	}
	return confirmed, err
}

func (p *Publisher) publishAll(ctx context.Context, batch []Message) (waiting []*amqp.DeferredConfirmation, err error) {
	for _, message := range batch {
		// Mandatory: what no queue takes comes back instead of being confirmed and dropped.
		const mandatory, immediate = true, false
		confirmation, err := p.channel.PublishWithDeferredConfirmWithContext(ctx, "", p.settings.Queue, mandatory, immediate, amqp.Publishing{
			ContentType:  "application/json",
			DeliveryMode: amqp.Persistent,
			MessageId:    message.ID,
			Body:         message.Body,
		})
		if err != nil {
			return waiting, err
		}
		waiting = append(waiting, confirmation)
	}
	return waiting, nil
}

// A returned message is confirmed as well, but after its return: once all are confirmed, all returns are here.
func (p *Publisher) strikeReturned(acked map[string]bool) (err error) {
	for {
		select {
		case message, open := <-p.returned:
			if !open {
				return err
			}
			delete(acked, message.MessageId)
			err = fmt.Errorf("a message came back: %s", message.ReplyText)
		default:
			return err
		}
	}
}

func (p *Publisher) ensureConnected() error {
	if p.channel != nil && !p.channel.IsClosed() {
		return nil
	}
	p.Close()
	connection, channel, err := connect(p.settings, p.program)
	if err != nil {
		return err
	}
	if err := channel.Confirm(false); err != nil {
		hangUp(connection)
		return fmt.Errorf("broker: %w", err)
	}
	p.connection, p.channel = connection, channel
	p.returned = channel.NotifyReturn(make(chan amqp.Return, MostInBatch))
	return nil
}

// Close ends the connection; the next Publish opens another one.
func (p *Publisher) Close() {
	if p.connection != nil {
		hangUp(p.connection)
	}
	p.connection, p.channel = nil, nil
}
