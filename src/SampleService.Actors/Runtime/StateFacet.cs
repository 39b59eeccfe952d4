using System.Reflection;

namespace SampleService.Actors.Runtime;

/// <summary>A state that a grain class asks for in its constructor.</summary>
internal abstract class StateFacet(string name)
{
    internal string Name { get; } = name;

    internal abstract Type ParameterType { get; }

    /// <summary>The states of a class, in the order of its parameters.</summary>
    internal static StateFacet[] Of(Type grainClass)
    {
        var constructors = grainClass.GetConstructors();
        var parameters = constructors.SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => IsState(parameter.ParameterType) || parameter.IsDefined(typeof(PersistentStateAttribute)))
            .ToArray();
        if (parameters.Length > 0 && constructors.Length > 1)
            throw GrainScanner.Fault(grainClass, "keeps a state and has several constructors");
        return [.. parameters.Select(Of)];
    }

    /// <summary>Makes the state of an activation, not read yet.</summary>
    internal abstract StoredState Create(Activation activation);

    private static bool IsState(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>);

    private static StateFacet Of(ParameterInfo parameter)
    {
        InvalidOperationException Fault(string what) => GrainScanner.Fault(parameter.Member.DeclaringType!, what);

        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
            throw Fault($"has a parameter {parameter.Name} without [PersistentState]");
        if (!IsState(parameter.ParameterType))
            throw Fault($"has [PersistentState] on the parameter {parameter.Name}, which is no IPersistentState");
        if (string.IsNullOrWhiteSpace(attribute.StateName))
            throw Fault($"has a [PersistentState] without a name on the parameter {parameter.Name}");
        var type = parameter.ParameterType.GetGenericArguments()[0];
        if (!type.IsValueType && (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null))
            throw Fault($"keeps a {type.FullName}, which has no public constructor without parameters");
        return (StateFacet)Activator.CreateInstance(typeof(StateFacet<>).MakeGenericType(type), attribute.StateName, attribute.StorageName)!;
    }
}
