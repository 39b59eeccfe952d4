using System.Numerics;

namespace SampleService.Testing.Fakes;

/// <summary>An object in a workspace of the stand-in; its versions are 1 to <see cref="Versions"/>.</summary>
internal sealed class FakeObject(string name, string type)
{
    public string Name => name;

    public string Type => type;

    public BigInteger Versions { get; set; }

    public bool IsDeleted { get; set; }
}
