//===- corosafe/annotations.h - Say what corosafe cannot see ----------------===//
//
// Attributes for declarations whose bodies are elsewhere, or whose meaning for
// cancellation no analysis can work out. They compile to nothing where the
// attribute is unknown, and change no generated code.
//
//   COROSAFE_CONSUMES COROSAFE_CANCEL_SAFE task<message> receive();
//   COROSAFE_RACE template <class... T> task<std::variant<T...>> first_of(task<T>... branches);
//   void retire(COROSAFE_CLOSED connection &c);
//   struct COROSAFE_LAZY_TASK [[nodiscard]] job { ... };
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_ANNOTATIONS_H
#define COROSAFE_ANNOTATIONS_H

#if defined(__clang__)
#define COROSAFE_ANNOTATE(text) [[clang::annotate("corosafe::" text)]]
#else
#define COROSAFE_ANNOTATE(text)
#endif

// Functions whose result is awaited. What the operation does to the object it is called on (or to its
// first parameter, if it is no member; or to the parameters marked COROSAFE_ON):
#define COROSAFE_WAITS COROSAFE_ANNOTATE("effect=wait")                  // nothing is taken or given
#define COROSAFE_CONSUMES COROSAFE_ANNOTATE("effect=consume")            // takes one thing
#define COROSAFE_PRODUCES COROSAFE_ANNOTATE("effect=produce")            // gives one thing
#define COROSAFE_ACQUIRES COROSAFE_ANNOTATE("effect=acquire")            // a lock or permit
#define COROSAFE_CONSUMES_MUCH COROSAFE_ANNOTATE("effect=composed-consume")
#define COROSAFE_PRODUCES_MUCH COROSAFE_ANNOTATE("effect=composed-produce")
// What is left when it is cancelled before it completes:
#define COROSAFE_CANCEL_SAFE COROSAFE_ANNOTATE("safety=safe")            // as if it had never been started
#define COROSAFE_CANCEL_PARTIAL COROSAFE_ANNOTATE("safety=partial")      // part of it happened
#define COROSAFE_CANCEL_UNSAFE COROSAFE_ANNOTATE("safety=unsafe")        // the object may only be closed
#define COROSAFE_NOT_CANCELLABLE COROSAFE_ANNOTATE("not-cancellable")
#define COROSAFE_CANCELLABLE COROSAFE_ANNOTATE("cancellable")            // of a coroutine: its caller may cancel it
// How it combines what it is given:
#define COROSAFE_RACE COROSAFE_ANNOTATE("race")                          // first wins, losers are cancelled and dropped
#define COROSAFE_TIMEOUT COROSAFE_ANNOTATE("timeout")                    // its first parameter loses against a clock
#define COROSAFE_JOIN COROSAFE_ANNOTATE("join")
#define COROSAFE_KEEPS_RESULTS COROSAFE_ANNOTATE("results=returned")     // of a race: losers' results come back
#define COROSAFE_SHIELD COROSAFE_ANNOTATE("shield")                      // its first parameter is not cancelled
// What a call does to the object it is called on:
#define COROSAFE_CLOSES COROSAFE_ANNOTATE("closes")
#define COROSAFE_OBSERVES COROSAFE_ANNOTATE("observes")
#define COROSAFE_LOGS COROSAFE_ANNOTATE("logs")                          // only for logs and metrics
#define COROSAFE_DROPPABLE COROSAFE_ANNOTATE("droppable")                // its result may be dropped

#define COROSAFE_BLOCKING COROSAFE_ANNOTATE("blocking")                  // it blocks its thread ([[clang::blocking]] says the same)

// Parameters.
#define COROSAFE_ON COROSAFE_ANNOTATE("on")              // the operation works on it
#define COROSAFE_CLOSED COROSAFE_ANNOTATE("closes")      // its life ends
#define COROSAFE_OBSERVED COROSAFE_ANNOTATE("observes")
#define COROSAFE_STORED COROSAFE_ANNOTATE("stores")
#define COROSAFE_ADOPTED COROSAFE_ANNOTATE("consumes")   // a task is taken over

// Types.
#define COROSAFE_LAZY_TASK COROSAFE_ANNOTATE("task=lazy")
#define COROSAFE_EAGER_TASK COROSAFE_ANNOTATE("task=eager")
#define COROSAFE_NO_TASK COROSAFE_ANNOTATE("task=none")        // may be dropped
#define COROSAFE_BLOCKING_MUTEX COROSAFE_ANNOTATE("mutex=thread")
#define COROSAFE_ASYNC_MUTEX COROSAFE_ANNOTATE("mutex=async")

#endif
