package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"
)

// HTTP is an HTTP server that listens already.
type HTTP struct {
	server   *http.Server
	listener net.Listener
}

// ListenHTTP opens the port, so that a port in use is an error of the start and ready means listening.
//
// slowest is the longest answer. A client may take five seconds for its headers and as long again for its body. An idle
// connection is kept for longer than nginx keeps its own (60 s), so that it is the client who closes it.
func ListenHTTP(port int, handler http.Handler, slowest time.Duration, log *slog.Logger) (*HTTP, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("http: %w", err)
	}
	return &HTTP{listener: listener, server: &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10*time.Second + slowest,
		IdleTimeout:       90 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}}, nil
}

// Addr is where it listens.
func (h *HTTP) Addr() string { return h.listener.Addr().String() }

func (h *HTTP) Serve() error {
	if err := h.server.Serve(h.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (h *HTTP) Stop(ctx context.Context) error {
	if err := h.server.Shutdown(ctx); err != nil {
		h.server.Close()
		return fmt.Errorf("http: requests were cut off: %w", err)
	}
	return nil
}
