package orderrpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/ordersv1"
)

const id = "11111111-1111-4111-8111-111111111111"

type findFunc func(ctx context.Context, id string) (order.Order, error)

func (f findFunc) Find(ctx context.Context, id string) (order.Order, error) { return f(ctx, id) }

// serve starts a server on a free port, with a client of it.
func serve(t *testing.T, find findFunc) (*Server, *grpc.ClientConn) {
	t.Helper()
	server, err := Listen(0, find, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve()
	t.Cleanup(server.server.Stop)
	_, port, err := net.SplitHostPort(server.Addr())
	if err != nil {
		t.Fatal(err)
	}
	client, err := grpc.NewClient("127.0.0.1:"+port, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return server, client
}

func TestAnOrderIsToldWithItsItems(t *testing.T) {
	_, client := serve(t, func(_ context.Context, id string) (order.Order, error) {
		return order.Order{ID: id, Status: order.Fulfilled, Items: []order.Item{{SKU: "emma", Quantity: 2}}}, nil
	})
	got, err := ordersv1.NewOrdersClient(client).GetOrder(t.Context(), &ordersv1.GetOrderRequest{Id: id})
	if err != nil {
		t.Fatal(err)
	}
	items := got.GetItems()
	if got.GetId() != id || got.GetStatus() != "fulfilled" || len(items) != 1 || items[0].GetSku() != "emma" || items[0].GetQuantity() != 2 {
		t.Errorf("got %v", got)
	}
}

func TestEachFailureHasItsCode(t *testing.T) {
	for _, c := range []struct {
		id   string
		find findFunc
		code codes.Code
		text string
	}{
		{"7", nil, codes.InvalidArgument, `id "7" is not a UUID`},
		{id, failing(order.ErrUnknown), codes.NotFound, "no such order"},
		{id, failing(fmt.Errorf("%w: secret", order.ErrUnavailable)), codes.Unavailable, "the database is not available"},
		{id, failing(errors.New("secret")), codes.Internal, "the call could not be answered"},
		{id, func(context.Context, string) (order.Order, error) { panic("oops") }, codes.Internal, "the call could not be answered"},
	} {
		_, client := serve(t, c.find)
		_, err := ordersv1.NewOrdersClient(client).GetOrder(t.Context(), &ordersv1.GetOrderRequest{Id: c.id})
		if got := status.Convert(err); got.Code() != c.code || got.Message() != c.text {
			t.Errorf("got %v %q, wanted %v %q", got.Code(), got.Message(), c.code, c.text)
		}
	}
}

func failing(err error) findFunc {
	return func(context.Context, string) (order.Order, error) { return order.Order{}, err }
}

func TestTheHealthServiceAnswersForTheServerAndForOrders(t *testing.T) {
	_, client := serve(t, nil)
	for _, service := range []string{"", "bookshop.v1.Orders"} {
		got, err := grpc_health_v1.NewHealthClient(client).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: service})
		if err != nil || got.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
			t.Errorf("%q: %v, %v", service, got, err)
		}
	}
}

func TestACallThatRunsIsFinishedByTheStop(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	server, client := serve(t, func(context.Context, string) (order.Order, error) {
		close(entered)
		<-leave
		return order.Order{ID: id}, nil
	})
	called := make(chan error, 1)
	go func() {
		_, err := ordersv1.NewOrdersClient(client).GetOrder(t.Context(), &ordersv1.GetOrderRequest{Id: id})
		called <- err
	}()
	<-entered
	stopped := make(chan error, 1)
	go func() { stopped <- server.Stop(t.Context()) }()
	select {
	case err := <-stopped:
		t.Fatalf("it stopped before the call was answered: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(leave)
	if err := <-called; err != nil {
		t.Error(err)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestACallThatDoesNotEndIsCutOff(t *testing.T) {
	entered := make(chan struct{})
	server, client := serve(t, func(ctx context.Context, _ string) (order.Order, error) {
		close(entered)
		<-ctx.Done()
		return order.Order{}, ctx.Err()
	})
	go ordersv1.NewOrdersClient(client).GetOrder(t.Context(), &ordersv1.GetOrderRequest{Id: id})
	<-entered
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	const want = "grpc: calls were cut off by the end of the shutdown time"
	if err := server.Stop(ctx); err == nil || err.Error() != want {
		t.Errorf("got %v, wanted %s", err, want)
	}
}
