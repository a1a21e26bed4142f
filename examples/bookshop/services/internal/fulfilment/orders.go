package fulfilment

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/status"

	"bookshop.example/services/internal/broker"
	"bookshop.example/services/internal/ordersv1"
	"bookshop.example/services/internal/settings"
)

const callTimeout = 4 * time.Second

// Orders asks the order service over gRPC.
type Orders struct {
	connection *grpc.ClientConn
	client     ordersv1.OrdersClient
}

// NewOrders makes a client without connecting. In the cluster the network policies say who may call; there is no TLS.
func NewOrders(s settings.Service) (*Orders, error) {
	connection, err := grpc.NewClient(
		"dns:///"+net.JoinHostPort(s.Host, strconv.Itoa(s.Port)),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           backoff.Config{BaseDelay: 250 * time.Millisecond, Multiplier: 2, Jitter: .2, MaxDelay: 5 * time.Second},
			MinConnectTimeout: 3 * time.Second,
		}),
		// A server that vanished with its node sends nothing more: a call in flight ends by its deadline, the connection by this.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 15 * time.Second, Timeout: 5 * time.Second}),
	)
	if err != nil {
		return nil, err
	}
	return &Orders{connection: connection, client: ordersv1.NewOrdersClient(connection)}, nil
}

// Close ends the connection.
func (o *Orders) Close() error { return o.connection.Close() }

// Units is how many copies an order is for.
func (o *Orders) Units(ctx context.Context, orderID string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	found, err := o.client.GetOrder(ctx, &ordersv1.GetOrderRequest{Id: orderID})
	switch status.Code(err) {
	case codes.OK:
	case codes.NotFound, codes.InvalidArgument:
		return 0, fmt.Errorf("%w: %w", broker.ErrPoison, err)
	default:
		return 0, fmt.Errorf("order service: %w", err)
	}
	units := 0
	for _, item := range found.GetItems() {
		units += int(item.GetQuantity())
	}
	return units, nil
}
