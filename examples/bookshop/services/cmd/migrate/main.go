// Program migrate brings the bookshop's database to the schema of this version and ends.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"bookshop.example/services/internal/lifecycle"
	"bookshop.example/services/internal/postgres"
	"bookshop.example/services/internal/retry"
	"bookshop.example/services/internal/schema"
	"bookshop.example/services/internal/settings"
)

const program = "migrate"

func main() { lifecycle.Main(program, run) }

// A database that is still starting, as in the first minutes of a shop, is waited for: a Job's own attempts are few and
// ever further apart. What the server refuses for good ends the program at once.
func run(ctx context.Context, env *settings.Env, log *slog.Logger) error {
	database := env.Database("ORDERS_DB")
	patience := env.Seconds("WAIT_SECONDS", 900, 86400)
	if err := env.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	backoff := retry.Backoff{First: 500 * time.Millisecond, Most: 5 * time.Second}
	for {
		applied, err := migrate(ctx, database)
		if err == nil {
			log.Info("the schema is up to date", "applied", applied)
			return nil
		}
		if !postgres.Passing(err) {
			return err
		}
		log.Warn("waiting for the database", "error", err)
		if !backoff.Wait(ctx) {
			return fmt.Errorf("the schema is as it was: %w", err)
		}
	}
}

func migrate(ctx context.Context, database settings.Database) (applied []string, err error) {
	conn, err := postgres.Connect(ctx, database, program)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return schema.Migrate(ctx, conn)
}
