// Program orders is the bookshop's order service: HTTP, gRPC, and the relay of its events to the broker.
package main

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/cart"
	"bookshop.example/services/internal/lifecycle"
	"bookshop.example/services/internal/load"
	"bookshop.example/services/internal/metrics"
	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/orderapi"
	"bookshop.example/services/internal/orderrpc"
	"bookshop.example/services/internal/outbox"
	"bookshop.example/services/internal/postgres"
	"bookshop.example/services/internal/settings"
)

const program = "orders"

func main() { lifecycle.Main(program, run) }

type config struct {
	database                settings.Database
	carts                   settings.Cache
	events                  settings.Broker
	http, grpc, metricsPort int
	loadEndpoints           bool
	timing                  lifecycle.Timing
}

func readConfig(env *settings.Env) (config, error) {
	return config{
		database:      env.Database("ORDERS_DB"),
		carts:         env.Cache("CARTS"),
		events:        env.Broker("ORDER_EVENTS", "order-events"),
		http:          env.Port("PORT", 8080),
		grpc:          env.Port("GRPC_PORT", 9000),
		metricsPort:   env.Port("METRICS_PORT", 9090),
		loadEndpoints: env.Switch("LOAD_ENDPOINTS"),
		timing:        lifecycle.ShutdownTiming(env, 3),
	}, env.Err()
}

func run(ctx context.Context, env *settings.Env, log *slog.Logger) error {
	c, err := readConfig(env)
	if err != nil {
		return err
	}
	pool, err := postgres.NewPool(c.database, program)
	if err != nil {
		return err
	}
	defer postgres.Close(pool)
	carts := cart.NewStore(c.carts)
	defer carts.Close()
	publisher := broker.NewPublisher(c.events, program)
	defer publisher.Close()

	registry := metrics.NewRegistry()
	sent := promauto.With(registry).NewCounter(prometheus.CounterOpts{
		Name: "bookshop_events_sent_total", Help: "Events that the broker confirmed.",
	})
	relay := outbox.NewRelay(outbox.NewStore(pool), publisher, func(events int) { sent.Add(float64(events)) }, log)
	orders := order.NewStore(pool)
	health := &lifecycle.Health{}
	api := &orderapi.API{Orders: orders, Carts: carts, Placed: relay.Placed, Log: log}

	web, err := lifecycle.ListenHTTP(c.http, handler(c, api, health, registry, log), load.Most, log)
	if err != nil {
		return err
	}
	rpc, err := orderrpc.Listen(c.grpc, orders, log)
	if err != nil {
		return err
	}
	scrapes, err := lifecycle.ListenHTTP(c.metricsPort, metrics.Handler(registry), 0, log)
	if err != nil {
		return err
	}
	// The relay outlives the servers: it sends what they accepted last.
	return lifecycle.Run(ctx, log, health, c.timing,
		lifecycle.Stage{web, rpc},
		lifecycle.Stage{lifecycle.NewTask("relay", relay.Run)},
		lifecycle.Stage{scrapes})
}

func handler(c config, api *orderapi.API, health *lifecycle.Health, registry *prometheus.Registry, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	health.Serve(mux)
	api.Serve(mux)
	if c.loadEndpoints {
		load.Serve(mux)
	}
	return orderapi.Measured(registry, health.CloseWhenDraining(orderapi.Recovering(log, mux)))
}
