// Package broker talks to RabbitMQ: one durable quorum queue, and beside it one for what nobody can handle.
package broker

import (
	"fmt"
	"net"
	"strconv"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"

	"bookshop.example/services/internal/settings"
)

const (
	connectTimeout = 3 * time.Second
	closeTimeout   = 2 * time.Second
	// A broker that vanished with its node is noticed after two heartbeats that did not come.
	heartbeat = 10 * time.Second
)

// connect opens a connection, reading the password anew, and declares the queues: whoever comes first makes them.
func connect(s settings.Broker, program string) (*amqp.Connection, *amqp.Channel, error) {
	password, err := s.Password()
	if err != nil {
		return nil, nil, err
	}
	properties := amqp.NewConnectionProperties()
	properties.SetClientConnectionName(program)
	connection, err := amqp.DialConfig("amqp://"+net.JoinHostPort(s.Host, strconv.Itoa(s.Port)), amqp.Config{
		SASL:       []amqp.Authentication{&amqp.PlainAuth{Username: s.Username, Password: password}},
		Vhost:      s.Vhost,
		Heartbeat:  heartbeat,
		Dial:       amqp.DefaultDial(connectTimeout),
		Properties: properties,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("broker: %w", err)
	}
	channel, err := connection.Channel()
	if err == nil {
		err = declare(channel, s.Queue)
	}
	if err != nil {
		hangUp(connection)
		return nil, nil, fmt.Errorf("broker: %w", err)
	}
	return connection, channel, nil
}

// mostDeliveries bounds how often a message may take its consumer down with it. The default of 20 (RabbitMQ 4) could
// be reached by ordinary restarts of consumers that hold it through a long outage of their database.
const mostDeliveries = 100

// declare makes the queues if they are not there. What the queue cannot take is refused to the publisher, and what its
// consumer cannot handle is moved, not dropped: at-least-once dead-lettering needs both settings.
// https://www.rabbitmq.com/docs/quorum-queues#activating-at-least-once-dead-lettering
func declare(channel *amqp.Channel, queue string) error {
	_, err := channel.QueueDeclare(dead(queue), true, false, false, false, amqp.Table{"x-queue-type": "quorum"})
	if err != nil {
		return err
	}
	_, err = channel.QueueDeclare(queue, true, false, false, false, amqp.Table{
		"x-queue-type":              "quorum",
		"x-delivery-limit":          mostDeliveries,
		"x-overflow":                "reject-publish",
		"x-dead-letter-exchange":    "",
		"x-dead-letter-routing-key": dead(queue),
		"x-dead-letter-strategy":    "at-least-once",
	})
	return err
}

func dead(queue string) string { return queue + ".dead" }

// hangUp closes in bounded time: a broker under a memory alarm reads nothing, not even the close.
func hangUp(connection *amqp.Connection) { connection.CloseDeadline(time.Now().Add(closeTimeout)) }
