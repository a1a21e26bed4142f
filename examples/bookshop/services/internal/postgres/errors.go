package postgres

import (
	"errors"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"
)

// What a server answers while it starts, stops, fails over, is full, or waits for its schema or a new password.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
var (
	passingClasses = []string{"08", "28", "40", "53", "57", "58"}
	passingCodes   = []string{"25006", "42P01"} // read-only replica; table not migrated yet
)

// Passing says whether the same statement may succeed later: the server was not reached, or it said so.
func Passing(err error) bool {
	var answer *pgconn.PgError
	if err == nil || !errors.As(err, &answer) {
		return err != nil
	}
	return slices.Contains(passingClasses, answer.Code[:2]) || slices.Contains(passingCodes, answer.Code)
}
