// Tests of a Unix socket, and of signals.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

// Most tests wait for processes of their own; more than two at a time would only make each other slow.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
