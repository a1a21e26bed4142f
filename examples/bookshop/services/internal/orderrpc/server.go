// Package orderrpc answers bookshop.v1.Orders over gRPC.
package orderrpc

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/status"

	"bookshop.example/services/internal/order"
	"bookshop.example/services/internal/ordersv1"
)

// Orders is where orders are kept.
type Orders interface {
	Find(ctx context.Context, id string) (order.Order, error)
}

// newServer makes a server with the standard health service beside Orders.
//
// A client holds one connection, and a Service balances connections, not calls: each ends after two minutes, so that a
// new replica gets its share. Pings find a client that vanished with its node; clients may send theirs as often.
func newServer(orders Orders, log *slog.Logger) (*grpc.Server, *health.Server) {
	server := grpc.NewServer(
		grpc.UnaryInterceptor(recovering(log)),
		grpc.ConnectionTimeout(5*time.Second),
		grpc.MaxRecvMsgSize(64<<10),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			MaxConnectionAge:      2 * time.Minute,
			MaxConnectionAgeGrace: 30 * time.Second,
			Time:                  30 * time.Second,
			Timeout:               10 * time.Second,
		}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true}),
	)
	state := health.NewServer()
	state.SetServingStatus(ordersv1.Orders_ServiceDesc.ServiceName, grpc_health_v1.HealthCheckResponse_SERVING)
	grpc_health_v1.RegisterHealthServer(server, state)
	ordersv1.RegisterOrdersServer(server, &service{orders: orders, log: log})
	return server, state
}

type service struct {
	ordersv1.UnimplementedOrdersServer
	orders Orders
	log    *slog.Logger
}

func (s *service) GetOrder(ctx context.Context, r *ordersv1.GetOrderRequest) (*ordersv1.Order, error) {
	id, err := order.ParseID(r.GetId())
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	found, err := s.orders.Find(ctx, id)
	switch {
	case errors.Is(err, order.ErrUnknown):
		return nil, status.Error(codes.NotFound, err.Error())
	case errors.Is(err, order.ErrUnavailable):
		s.log.Warn("a dependency is away", "error", err)
		return nil, status.Error(codes.Unavailable, order.ErrUnavailable.Error())
	case err != nil:
		s.log.Error("a call failed", "error", err)
		return nil, status.Error(codes.Internal, "the call could not be answered")
	}
	return message(found), nil
}

func message(o order.Order) *ordersv1.Order {
	items := make([]*ordersv1.Item, len(o.Items))
	for i, item := range o.Items {
		items[i] = &ordersv1.Item{Sku: item.SKU, Quantity: uint32(item.Quantity)}
	}
	return &ordersv1.Order{Id: o.ID, Status: string(o.Status), Items: items}
}

// A panic in a handler would end the process, and with it every other call.
func recovering(log *slog.Logger) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, r any, info *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (answer any, err error) {
		defer func() {
			if fault := recover(); fault != nil {
				log.Error("a handler panicked", "method", info.FullMethod, "panic", fault, "stack", string(debug.Stack()))
				err = status.Error(codes.Internal, "the call could not be answered")
			}
		}()
		return handle(ctx, r)
	}
}
