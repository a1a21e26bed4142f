package orderapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	"bookshop.example/services/internal/cart"
	"bookshop.example/services/internal/order"
)

// badRequest is the client's fault, in words for the client.
type badRequest struct{ error }

// tooLarge is a body over the limit.
var tooLarge = errors.New("the body is larger than 64 KiB")

const mostBytes = 64 << 10

// readJSON reads one JSON value of known fields.
func readJSON(r *http.Request, into any) error {
	body := json.NewDecoder(http.MaxBytesReader(nil, r.Body, mostBytes))
	body.DisallowUnknownFields()
	err := body.Decode(into)
	if err == nil {
		if _, err = body.Token(); err == io.EOF {
			return nil
		}
		err = cmp.Or(err, errors.New("more than one value"))
	}
	if limit := (*http.MaxBytesError)(nil); errors.As(err, &limit) {
		return tooLarge
	}
	return badRequest{fmt.Errorf("the body is not the JSON that is wanted: %w", err)}
}

type handler func(ctx context.Context, r *http.Request) (status int, body any, err error)

// answering turns what a handler returns into JSON. The client learns of its own mistakes in full and of ours nothing.
func (a *API) answering(handle handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), dependencyTimeout)
		defer cancel()
		status, body, err := handle(ctx, r)
		if err != nil {
			status, body = a.refusal(w, r, err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(body)
	}
}

// occasionally is due once a second: a dependency that is away fails every request, and one line says as much.
type occasionally struct{ last atomic.Int64 }

func (o *occasionally) due(now time.Time) bool {
	last := o.last.Load()
	return now.Unix() > last && o.last.CompareAndSwap(last, now.Unix())
}

type fault struct {
	Error string `json:"error"`
}

func (a *API) refusal(w http.ResponseWriter, r *http.Request, err error) (int, fault) {
	switch {
	case errors.As(err, &badRequest{}):
		return http.StatusBadRequest, fault{err.Error()}
	case errors.Is(err, tooLarge):
		return http.StatusRequestEntityTooLarge, fault{err.Error()}
	case errors.Is(err, order.ErrUnknown), errors.Is(err, cart.ErrUnknown):
		return http.StatusNotFound, fault{err.Error()}
	case errors.Is(err, order.ErrTaken):
		return http.StatusConflict, fault{err.Error()}
	case errors.Is(err, order.ErrUnavailable), errors.Is(err, cart.ErrUnavailable):
		if a.awayNotes.due(time.Now()) {
			a.Log.Warn("a dependency is away", "path", r.Pattern, "error", err)
		}
		w.Header().Set("Retry-After", "2")
		return http.StatusServiceUnavailable, fault{"try again in two seconds"}
	default:
		a.Log.Error("a request failed", "path", r.Pattern, "error", err)
		return http.StatusInternalServerError, fault{"the request could not be answered"}
	}
}
