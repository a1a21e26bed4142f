// Package outbox brings the events of committed orders to the broker, at least once.
package outbox

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Event says that an order was placed.
type Event struct {
	ID      int64
	OrderID string
}

// Send hands events to the broker and returns the ids of those that it confirmed.
type Send func(ctx context.Context, events []Event) (confirmed []int64, err error)

// Store is the outbox in PostgreSQL.
type Store struct{ pool *pgxpool.Pool }

// NewStore is the outbox in the database of the pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool} }

// Rows that another replica has in hand are skipped. Should this process vanish with its node, the server ends the
// transaction by itself, and the rows are free again.
const (
	letGo = `SET LOCAL idle_in_transaction_session_timeout = '15s'`
	take  = `SELECT id, order_id FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`
	mark  = `UPDATE outbox SET sent_at = now() WHERE id = ANY($1)`
)

// Forward sends up to most events that nobody has sent and marks those that were confirmed. When this process ends in
// between, they are sent once more.
func (s *Store) Forward(ctx context.Context, most int, send Send) (sent int, err error) {
	var failure error
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, letGo); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, take, most)
		if err != nil {
			return err
		}
		events, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Event])
		if err != nil || len(events) == 0 {
			return err
		}
		var confirmed []int64
		confirmed, failure = send(ctx, events)
		sent = len(confirmed)
		_, err = tx.Exec(ctx, mark, confirmed)
		return err
	})
	return sent, errors.Join(failure, err)
}

// Prune forgets events that were sent more than a day ago.
func (s *Store) Prune(ctx context.Context) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM outbox WHERE sent_at < now() - interval '1 day'`)
	return err
}
