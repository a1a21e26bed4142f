// Package orderapi is the order service's HTTP API.
package orderapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"bookshop.example/services/internal/cart"
	"bookshop.example/services/internal/order"
)

// Orders is where orders are kept.
type Orders interface {
	Place(ctx context.Context, wanted order.Order) (kept order.Order, isNew bool, err error)
	Find(ctx context.Context, id string) (order.Order, error)
}

// Carts is where carts are kept.
type Carts interface {
	Put(ctx context.Context, id string, items []order.Item) error
	Get(ctx context.Context, id string) ([]order.Item, error)
}

// API answers below /api.
type API struct {
	Orders Orders
	Carts  Carts
	// Placed is told of every new order.
	Placed func()
	Log    *slog.Logger

	awayNotes occasionally
}

// A dependency that does not answer in this time is taken to be away; the edge still waits for our answer then.
const dependencyTimeout = 3 * time.Second

// Serve adds the API's routes.
func (a *API) Serve(mux *http.ServeMux) {
	mux.HandleFunc("POST /api/orders", a.answering(a.placeOrder))
	mux.HandleFunc("GET /api/orders/{id}", a.answering(a.getOrder))
	mux.HandleFunc("PUT /api/carts/{id}", a.answering(a.putCart))
	mux.HandleFunc("GET /api/carts/{id}", a.answering(a.getCart))
}

func (a *API) placeOrder(ctx context.Context, r *http.Request) (int, any, error) {
	var wanted order.Order
	if err := readJSON(r, &wanted); err != nil {
		return 0, nil, err
	}
	if err := checkOrder(&wanted); err != nil {
		return 0, nil, badRequest{err}
	}
	kept, isNew, err := a.Orders.Place(ctx, wanted)
	if err != nil || !isNew {
		return http.StatusOK, kept, err
	}
	a.Placed()
	return http.StatusCreated, kept, nil
}

func checkOrder(wanted *order.Order) (err error) {
	if wanted.ID, err = order.ParseID(wanted.ID); err != nil {
		return err
	}
	if wanted.Status != "" {
		return errors.New("status is not for the customer to set")
	}
	if len(wanted.Items) == 0 {
		return errors.New("an order has at least one item")
	}
	return order.CheckItems(wanted.Items)
}

func (a *API) getOrder(ctx context.Context, r *http.Request) (int, any, error) {
	id, err := order.ParseID(r.PathValue("id"))
	if err != nil {
		return 0, nil, badRequest{err}
	}
	found, err := a.Orders.Find(ctx, id)
	return http.StatusOK, found, err
}

// Cart is a cart as clients see it.
type Cart struct {
	ID    string       `json:"id"`
	Items []order.Item `json:"items"`
}

func (a *API) putCart(ctx context.Context, r *http.Request) (int, any, error) {
	id := r.PathValue("id")
	if err := cart.CheckID(id); err != nil {
		return 0, nil, badRequest{err}
	}
	var wanted struct {
		Items *[]order.Item `json:"items"`
	}
	if err := readJSON(r, &wanted); err != nil {
		return 0, nil, err
	}
	if wanted.Items == nil {
		return 0, nil, badRequest{errors.New("items is missing; an empty list removes the cart")}
	}
	if err := order.CheckItems(*wanted.Items); err != nil {
		return 0, nil, badRequest{err}
	}
	return http.StatusOK, Cart{ID: id, Items: *wanted.Items}, a.Carts.Put(ctx, id, *wanted.Items)
}

func (a *API) getCart(ctx context.Context, r *http.Request) (int, any, error) {
	id := r.PathValue("id")
	if err := cart.CheckID(id); err != nil {
		return 0, nil, badRequest{err}
	}
	items, err := a.Carts.Get(ctx, id)
	return http.StatusOK, Cart{ID: id, Items: items}, err
}
