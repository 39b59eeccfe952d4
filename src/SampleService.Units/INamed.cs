namespace SampleService.Units;

/// <summary>Something that stands in a product of powers under its name.</summary>
internal interface INamed
{
    /// <summary>No two different things in one product have the same name.</summary>
    string Name { get; }
}
