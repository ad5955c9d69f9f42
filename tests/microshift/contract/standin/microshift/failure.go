package main

import "fmt"

// failure is what check ends the work with.
type failure struct{ error }

// check ends what attempt runs, however deep in it.
func check(err error) {
	if err != nil {
		panic(failure{err})
	}
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func fail(format string, values ...any) { check(fmt.Errorf(format, values...)) }

// attempt returns the failure that ended the work.
func attempt(work func()) (err error) {
	defer func() {
		switch ending := recover().(type) {
		case nil:
		case failure:
			err = ending.error
		default:
			panic(ending)
		}
	}()
	work()
	return nil
}
