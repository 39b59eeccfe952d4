// Most tests wait for processes of their own; more than two at a time would only make each other slow.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
