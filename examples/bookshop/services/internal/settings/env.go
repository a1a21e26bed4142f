// Package settings reads the environment under the names that the shop's connections give by default.
package settings

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Env reads variables and collects what is wrong with them, so that one start names every fault.
type Env struct {
	lookup func(string) (string, bool)
	faults []error
}

// FromProcess reads the environment of this process.
func FromProcess() *Env { return From(os.LookupEnv) }

// From reads what lookup knows.
func From(lookup func(string) (string, bool)) *Env { return &Env{lookup: lookup} }

// Err is every fault so far, or nil.
func (e *Env) Err() error { return errors.Join(e.faults...) }

// Text is a variable, or the fallback where it is unset or empty.
func (e *Env) Text(name, fallback string) string {
	if value, ok := e.lookup(name); ok && value != "" {
		return value
	}
	return fallback
}

// Needed is a variable that has no sensible default.
func (e *Env) Needed(name string) string {
	value := e.Text(name, "")
	if value == "" {
		e.fault("%s is not set", name)
	}
	return value
}

// Number is a whole number between least and most.
func (e *Env) Number(name string, fallback, least, most int) int {
	text := e.Text(name, strconv.Itoa(fallback))
	value, err := strconv.Atoi(text)
	if err != nil || value < least || value > most {
		e.fault("%s is %q; wanted a whole number from %d to %d", name, text, least, most)
		return fallback
	}
	return value
}

// Port is a TCP port; 0 lets the system choose one.
func (e *Env) Port(name string, fallback int) int { return e.Number(name, fallback, 0, 65535) }

// Seconds is a duration given in whole seconds.
func (e *Env) Seconds(name string, fallback, most int) time.Duration {
	return time.Duration(e.Number(name, fallback, 0, most)) * time.Second
}

// Switch is on for `true` alone.
func (e *Env) Switch(name string) bool {
	text := e.Text(name, "false")
	if text != "true" && text != "false" {
		e.fault("%s is %q; wanted true or false", name, text)
	}
	return text == "true"
}

// Secret comes from the file that <name>_FILE names, or from <name> itself.
func (e *Env) Secret(name string) Secret {
	if path := e.Text(name+"_FILE", ""); path != "" {
		return func() (string, error) { return secretFile(path) }
	}
	value := e.Text(name, "")
	return func() (string, error) { return value, nil }
}

func (e *Env) fault(format string, args ...any) {
	e.faults = append(e.faults, fmt.Errorf(format, args...))
}

// Secret is asked at each new connection, so that a rotated password is used without a restart.
type Secret func() (string, error)

func secretFile(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("password file: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}
