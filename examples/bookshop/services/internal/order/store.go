package order

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"bookshop.example/services/internal/postgres"
)

// Store keeps orders in PostgreSQL.
type Store struct{ pool *pgxpool.Pool }

// NewStore keeps orders in the database of the pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool} }

// A single statement is a transaction of its own: order and event are both there or neither, in one round trip, and
// no transaction is left open when this process dies.
const place = `
WITH placed AS (
  INSERT INTO orders (id, items) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id
)
INSERT INTO outbox (order_id) SELECT id FROM placed`

// Place keeps an order and its event, and returns once both are committed. The same order again is not new; a
// different one under the same id is ErrTaken.
func (s *Store) Place(ctx context.Context, wanted Order) (kept Order, isNew bool, err error) {
	done, err := s.pool.Exec(ctx, place, wanted.ID, wanted.Items)
	if err != nil {
		return Order{}, false, explained(err)
	}
	if done.RowsAffected() == 1 {
		wanted.Status = Accepted
		return wanted, true, nil
	}
	kept, err = s.Find(ctx, wanted.ID)
	if err == nil && !slices.Equal(kept.Items, wanted.Items) {
		return Order{}, false, ErrTaken
	}
	return kept, false, err
}

const find = `
SELECT o.id, o.items, f.order_id IS NOT NULL
FROM orders o LEFT JOIN fulfilments f ON f.order_id = o.id
WHERE o.id = $1`

// Find is an order and how far it is.
func (s *Store) Find(ctx context.Context, id string) (Order, error) {
	var o Order
	var fulfilled bool
	err := s.pool.QueryRow(ctx, find, id).Scan(&o.ID, &o.Items, &fulfilled)
	if errors.Is(err, pgx.ErrNoRows) {
		return Order{}, ErrUnknown
	}
	if err != nil {
		return Order{}, explained(err)
	}
	o.Status = Accepted
	if fulfilled {
		o.Status = Fulfilled
	}
	return o, nil
}

func explained(err error) error {
	if postgres.Passing(err) {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}
