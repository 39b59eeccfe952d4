namespace SampleService.Actors.Tests.Grains;

[GrainType("worker")]
[StatelessWorker(3)]
internal sealed class WorkerGrain(Board board) : Grain, IWorkerGrain
{
    private static int s_serial;
    private readonly int _serial = Interlocked.Increment(ref s_serial);

    public async Task<int> Wait(string name)
    {
        board.Write($"{name} begin");
        await board.Gate(name);
        return _serial;
    }

    public Task<int> Serial() => Task.FromResult(_serial);
}
