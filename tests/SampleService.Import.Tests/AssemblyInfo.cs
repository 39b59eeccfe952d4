// Most tests wait for processes and databases; more than two at a time would only make each other slow.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
