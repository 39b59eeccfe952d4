namespace SampleService.Actors.Runtime;

/// <summary>
/// A turn that could not run at once: it waits in the queue of an activation or it is awaiting. Links and owner are
/// guarded by the lock of the owner.
/// </summary>
internal abstract class Request(bool interleaves, bool readOnly)
{
    internal bool Interleaves { get; } = interleaves;

    internal bool ReadOnly { get; } = readOnly;

    internal RequestList? List { get; set; }

    internal Request? Previous { get; set; }

    internal Request? Next { get; set; }

    internal long Sequence { get; set; }

    internal Activation? Owner { get; set; }

    /// <summary>How often it was handed on by activations that ended without having run anything.</summary>
    internal int FruitlessMoves { get; set; }

    /// <summary>Counts as use of the grain.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>Belongs to one activation and ends with it.</summary>
    internal virtual bool IsLocal => false;

    /// <summary>The caller has its answer already.</summary>
    internal abstract bool IsAnswered { get; }

    /// <summary>Runs the method up to its first await. Never throws.</summary>
    internal abstract Task Step(Activation activation);

    /// <summary>Hands the outcome of the method to the caller.</summary>
    internal abstract void Complete(Task outcome);

    internal abstract void Fail(Exception exception);
}
