//go:build unix

package web_test

import (
	"syscall"
	"time"
)

// processor is the time of processors that this process has used, its own and
// the system's for it: unlike what a clock shows, the same on a busy machine.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
