// One server at a time: each class starts its own, and the cases that make a stand-in fail or count time want quiet.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
