using System.ComponentModel;

namespace SampleService.Actors.Proxies;

/// <summary>For generated code: what the attributes of an interface method say about interleaving.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum GrainMethodOptions : byte
{
    None = 0,
    AlwaysInterleave = 1,
    ReadOnly = 2,
}
