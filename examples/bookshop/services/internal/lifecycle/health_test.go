package lifecycle

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestReadinessFollowsTheProcessAndLivenessDoesNot(t *testing.T) {
	health := &Health{}
	mux := http.NewServeMux()
	health.Serve(mux)
	check := func(path string, status int, text string) {
		t.Helper()
		answer := httptest.NewRecorder()
		mux.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
		if answer.Code != status || answer.Body.String() != text+"\n" {
			t.Errorf("%s: got %d %q, wanted %d %q", path, answer.Code, answer.Body, status, text)
		}
	}
	check("/readyz", 503, "starting")
	check("/livez", 200, "alive")
	health.Ready()
	check("/readyz", 200, "ready")
	health.Drain()
	check("/readyz", 503, "shutting down")
	check("/livez", 200, "alive")
}

func TestKeepAliveConnectionsEndWithAnAnswerOnceDraining(t *testing.T) {
	health := &Health{}
	handler := health.CloseWhenDraining(http.NotFoundHandler())
	for _, want := range []string{"", "close"} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
		if got := answer.Header().Get("Connection"); got != want {
			t.Errorf("got %q, wanted %q", got, want)
		}
		health.Drain()
	}
}
