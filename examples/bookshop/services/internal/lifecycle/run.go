package lifecycle

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// Server is anything that runs until it is stopped.
type Server interface {
	// Serve returns nil after Stop, else why it ended.
	Serve() error
	// Stop takes nothing new and finishes what is in hand. When ctx ends first, it cuts that off and says so.
	Stop(ctx context.Context) error
}

// Stage is a group of servers that stop together; stages stop in their order.
type Stage []Server

// Timing bounds the shutdown.
type Timing struct {
	// Total is all that a shutdown may take; it has to fit into the pod's grace period after the preStop sleep.
	Total time.Duration
	// Linger goes on serving after the signal, so that keep-alive connections end with an answer. Part of Total.
	Linger time.Duration
}

// Run serves until ctx ends or a server fails, then drains.
func Run(ctx context.Context, log *slog.Logger, health *Health, timing Timing, stages ...Stage) error {
	failed := make(chan error, 1)
	for _, stage := range stages {
		for _, server := range stage {
			go func() {
				if err := server.Serve(); err != nil {
					select {
					case failed <- err:
					default:
					}
				}
			}()
		}
	}
	health.Ready()
	log.Info("started")

	var cause error
	select {
	case <-ctx.Done():
		log.Info("shutting down", "seconds", timing.Total.Seconds())
	case cause = <-failed:
		log.Error("a server failed", "error", cause)
	}
	health.Drain()
	began := time.Now()
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), timing.Total)
	defer cancel()
	if cause == nil {
		time.Sleep(min(timing.Linger, timing.Total))
	}
	err := errors.Join(cause, stopInOrder(deadline, stages))
	log.Info("stopped", "seconds", time.Since(began).Seconds(), "clean", err == nil)
	return err
}

func stopInOrder(ctx context.Context, stages []Stage) error {
	var all error
	for _, stage := range stages {
		errs := make([]error, len(stage))
		var stopping sync.WaitGroup
		for i, server := range stage {
			stopping.Go(func() { errs[i] = server.Stop(ctx) })
		}
		stopping.Wait()
		all = errors.Join(all, errors.Join(errs...))
	}
	return all
}
