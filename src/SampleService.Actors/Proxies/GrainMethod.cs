using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace SampleService.Actors.Proxies;

/// <summary>For generated code: a method of a grain interface. One object a method, kept for good.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainMethod
{
    private readonly Type[] _parameters;
    private MethodInfo? _reflected;

    public GrainMethod(Type grainInterface, string name, Type[] parameters, GrainMethodOptions options, string? responseTimeout)
    {
        Interface = grainInterface;
        Name = name;
        _parameters = parameters;
        Options = options;
        ResponseTimeout = responseTimeout is null ? null : TimeSpan.Parse(responseTimeout, CultureInfo.InvariantCulture);
    }

    internal Type Interface { get; }

    internal string Name { get; }

    internal GrainMethodOptions Options { get; }

    internal TimeSpan? ResponseTimeout { get; }

    internal MethodInfo Reflected => _reflected ??= Interface.GetMethod(Name, _parameters)
        ?? throw new MissingMethodException(Interface.FullName, Name);

    public override string ToString() => $"{Interface.Name}.{Name}";
}
