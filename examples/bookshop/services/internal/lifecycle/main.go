package lifecycle

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"bookshop.example/services/internal/settings"
)

// Main is a program's main function: one log line an event, as JSON on stdout; SIGTERM ends the context; the exit code
// is 0 when all went well and 1 when not, with the reason in the log.
func Main(name string, run func(ctx context.Context, env *settings.Env, log *slog.Logger) error) {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil)).With("program", name)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	// From the first signal on, a second one kills as usual.
	context.AfterFunc(ctx, stop)
	if err := run(ctx, settings.FromProcess(), log); err != nil {
		log.Error("ended with an error", "error", err)
		os.Exit(1)
	}
}

// ShutdownTiming reads SHUTDOWN_SECONDS and LINGER_SECONDS.
func ShutdownTiming(env *settings.Env, linger int) Timing {
	return Timing{Total: env.Seconds("SHUTDOWN_SECONDS", 30, 3600), Linger: env.Seconds("LINGER_SECONDS", linger, 3600)}
}
