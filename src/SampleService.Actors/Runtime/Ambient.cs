using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SampleService.Actors.Runtime;

/// <summary>The contexts of a thread that runs a turn inline: the caller's are put aside, and put back exactly.</summary>
internal readonly struct Ambient
{
    private static readonly ExecutionContext Clean = CaptureClean();

    private readonly ExecutionContext _execution;
    private readonly SynchronizationContext? _synchronization;

    private Ambient(ExecutionContext execution, SynchronizationContext? synchronization)
    {
        _execution = execution;
        _synchronization = synchronization;
    }

    /// <summary>
    /// A chain of inline calls must not exhaust the stack, and a caller that suppressed the flow of its context
    /// (whose context can't be captured and so not be put back) does not run turns.
    /// </summary>
    internal static bool CanRunInline() =>
        RuntimeHelpers.TryEnsureSufficientExecutionStack() && !ExecutionContext.IsFlowSuppressed();

    internal static Ambient Enter(SynchronizationContext activation)
    {
        var outer = new Ambient(ExecutionContext.Capture()!, SynchronizationContext.Current);
        var span = Activity.Current;
        SynchronizationContext.SetSynchronizationContext(activation);
        ExecutionContext.Restore(Clean);
        Continue(span);
        return outer;
    }

    /// <summary>The one thing that goes with a call into its turn: what is traced, so that the turn is a part of it.</summary>
    internal static void Continue(Activity? span)
    {
        if (span is not null)
            Activity.Current = span;
    }

    /// <summary>For threads of the pool, which have no context worth keeping.</summary>
    internal static void Clear(SynchronizationContext? activation)
    {
        SynchronizationContext.SetSynchronizationContext(activation);
        ExecutionContext.Restore(Clean);
    }

    internal void Leave()
    {
        SynchronizationContext.SetSynchronizationContext(_synchronization);
        ExecutionContext.Restore(_execution);
    }

    private static ExecutionContext CaptureClean()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture()) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
