// Package schema holds the database's schema as numbered files and brings a database up to the newest.
package schema

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
)

//go:embed *.sql
var files embed.FS

// Any number, as long as it is the same in every run: only one migration works at a time.
const lock = 7204

// Migrate applies, in order and in one transaction, the files that the database has not had, and names them. A released
// file is never edited; a change is a new file, and one that the running version still works with.
func Migrate(ctx context.Context, conn *pgx.Conn) (applied []string, err error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, err
	}
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		applied, err = apply(ctx, tx, names)
		return err
	})
	return applied, err
}

func apply(ctx context.Context, tx pgx.Tx, names []string) (applied []string, err error) {
	// Without a limit, a migration that waits for a table makes every later query of it wait as well.
	if _, err := tx.Exec(ctx, "SET LOCAL lock_timeout = '10s'"); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", lock); err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, "CREATE TABLE IF NOT EXISTS schema_files (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"); err != nil {
		return nil, err
	}
	for _, name := range names {
		done, err := tx.Exec(ctx, "INSERT INTO schema_files (name) VALUES ($1) ON CONFLICT DO NOTHING", name)
		if err != nil {
			return nil, err
		}
		if done.RowsAffected() == 0 {
			continue
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if _, err := tx.Exec(ctx, string(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		applied = append(applied, name)
	}
	return applied, nil
}
