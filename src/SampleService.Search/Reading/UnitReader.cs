using SampleService.Domain;
using SampleService.Units;

namespace SampleService.Search;

/// <summary>Reads units.</summary>
public static class UnitReader
{
    /// <summary>A unit that is known.</summary>
    /// <exception cref="ServiceException">It is not.</exception>
    public static KnownUnit Read(Parameter unit)
    {
        var text = unit.String();
        return UnitRegistry.Default.TryParse(text, out var parsed, out var error)
            ? new KnownUnit(text, parsed)
            : throw ServiceException.Illegal($"{unit.Path}: unable to parse units '{ContractText.Echo(text)}': {error.Reason}");
    }
}
