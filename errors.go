package heed

import (
	"errors"
	"fmt"
)

// Code says what sort of failure an Error is. Codes are stable: scripts and
// HTTP clients may depend on them.
type Code string

// The codes. show maps them to an HTTP status and an exit code.
const (
	CodeInvalid     Code = "invalid"     // the input is wrong; the caller can mend it
	CodeNotFound    Code = "not_found"   // nothing has that name
	CodeConflict    Code = "conflict"    // somebody or something else was first
	CodeForbidden   Code = "forbidden"   // the account may not do this
	CodeUnsupported Code = "unsupported" // understood, but not something Heed can do
	CodeTooLarge    Code = "too_large"   // over a stated limit
	CodeUnavailable Code = "unavailable" // a database or service does not answer
	CodeInternal    Code = "internal"    // our fault
)

// Error is a failure with a message that is safe to show and a private cause.
// Message says what is wrong, where, and what to do; it never holds customers'
// words or secrets.
type Error struct {
	Code    Code
	Message string
	Cause   error
}

// Error returns the message and, after a colon, the cause; for logs, not for
// pages.
func (e *Error) Error() string {
	if e.Cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.Cause.Error()
}

// Unwrap returns the cause, so that errors.Is and errors.As see through.
func (e *Error) Unwrap() error { return e.Cause }

// Errorf makes an Error without a cause.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// WrapError makes an Error around cause.
func WrapError(code Code, cause error, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Cause: cause}
}

// ErrorCode returns the code of the first Error in err's chain, CodeInternal
// for any other error and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// ErrorMessage returns what may be shown of err: the message of the first
// Error in its chain, else a sentence that gives nothing away.
func ErrorMessage(err error) string {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Message
	}
	return "something went wrong inside Heed"
}

// Wrap adds context to *errp, for use in a deferred call at the top of a
// function. An Error keeps its code and its safe message.
func Wrap(errp *error, format string, args ...any) {
	if *errp == nil {
		return
	}
	context := fmt.Sprintf(format, args...)
	var e *Error
	if errors.As(*errp, &e) {
		*errp = &Error{Code: e.Code, Message: e.Message, Cause: fmt.Errorf("%s: %w", context, *errp)}
		return
	}
	*errp = fmt.Errorf("%s: %w", context, *errp)
}
