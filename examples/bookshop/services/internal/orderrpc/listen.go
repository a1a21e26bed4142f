package orderrpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
)

// Server is a gRPC server that listens already.
type Server struct {
	server   *grpc.Server
	health   *health.Server
	listener net.Listener
}

// Listen opens the port, so that a port in use is an error of the start.
func Listen(port int, orders Orders, log *slog.Logger) (*Server, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("grpc: %w", err)
	}
	server, state := newServer(orders, log)
	return &Server{server: server, health: state, listener: listener}, nil
}

// Addr is where it listens.
func (s *Server) Addr() string { return s.listener.Addr().String() }

func (s *Server) Serve() error { return s.server.Serve(s.listener) }

// Stop says NOT_SERVING, sends GOAWAY, upon which clients connect elsewhere, and waits for the calls that run.
func (s *Server) Stop(ctx context.Context) error {
	s.health.Shutdown()
	stopped := make(chan struct{})
	go func() {
		s.server.GracefulStop()
		close(stopped)
	}()
	select {
	case <-stopped:
		return nil
	case <-ctx.Done():
		s.server.Stop()
		<-stopped
		return errors.New("grpc: calls were cut off by the end of the shutdown time")
	}
}
