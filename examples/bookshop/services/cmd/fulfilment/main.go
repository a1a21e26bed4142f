// Program fulfilment is the bookshop's worker: it takes placed orders from the queue and keeps that they are fulfilled.
package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/fulfilment"
	"bookshop.example/services/internal/lifecycle"
	"bookshop.example/services/internal/metrics"
	"bookshop.example/services/internal/postgres"
	"bookshop.example/services/internal/settings"
)

const program = "fulfilment"

func main() { lifecycle.Main(program, run) }

func run(ctx context.Context, env *settings.Env, log *slog.Logger) error {
	database := env.Database("ORDERS_DB")
	events := env.Broker("ORDER_EVENTS", "order-events")
	service := env.Service("ORDERS", 9000)
	port := env.Port("PORT", 8080)
	packing := time.Duration(env.Number("PACKING_MS", 0, 0, 600_000)) * time.Millisecond
	timing := lifecycle.ShutdownTiming(env, 0)
	if err := env.Err(); err != nil {
		return err
	}

	pool, err := postgres.NewPool(database, program)
	if err != nil {
		return err
	}
	defer postgres.Close(pool)
	registry := metrics.NewRegistry()
	worker := &fulfilment.Worker{
		Kept: fulfilment.NewStore(pool), Packing: packing, Log: log, Metrics: fulfilment.NewMetrics(registry),
	}
	if service.Host != "" {
		orders, err := fulfilment.NewOrders(service)
		if err != nil {
			return err
		}
		defer orders.Close()
		worker.Orders = orders
	}
	consumer := &broker.Consumer{
		Settings: events, Program: program, Handle: worker.Handle, Log: log,
		// Each worker needs one connection to the database at a time; a further one would only wait for it.
		Workers:   database.PoolSize,
		Connected: worker.Metrics.SetConsuming,
	}

	health := &lifecycle.Health{}
	mux := http.NewServeMux()
	health.Serve(mux)
	mux.Handle("/metrics", metrics.Handler(registry))
	web, err := lifecycle.ListenHTTP(port, mux, 0, log)
	if err != nil {
		return err
	}
	// Probes are answered until the last message is done.
	return lifecycle.Run(ctx, log, health, timing,
		lifecycle.Stage{lifecycle.NewTask("consumer", consumer.Run)},
		lifecycle.Stage{web})
}
