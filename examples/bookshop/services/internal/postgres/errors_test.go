package postgres

import (
	"context"
	"fmt"
	"net"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestWhatTheServerSaysOfItselfPassesAndWhatItSaysOfTheStatementStays(t *testing.T) {
	for _, c := range []struct {
		err     error
		passing bool
	}{
		{nil, false},
		{&net.OpError{Op: "dial", Err: fmt.Errorf("connection refused")}, true},
		{context.DeadlineExceeded, true},
		{answer("57P03"), true},  // starting up
		{answer("53300"), true},  // too many connections
		{answer("28P01"), true},  // password not yet the new one
		{answer("25006"), true},  // a replica
		{answer("42P01"), true},  // not migrated yet
		{answer("40001"), true},  // serialization failure
		{answer("42601"), false}, // syntax error
		{answer("23505"), false}, // unique violation
		{answer("3D000"), false}, // no such database
	} {
		if got := Passing(c.err); got != c.passing {
			t.Errorf("%v: passing is %v", c.err, got)
		}
	}
}

func answer(code string) error { return fmt.Errorf("query: %w", &pgconn.PgError{Code: code}) }
