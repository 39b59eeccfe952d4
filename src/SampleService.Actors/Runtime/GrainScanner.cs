using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SampleService.Actors.Proxies;

namespace SampleService.Actors.Runtime;

/// <summary>Finds the grain classes of a host and holds them to the rules that only Orleans' analyzers would tell of.</summary>
internal sealed class GrainScanner(ActorHost host)
{
    private static readonly Type[] KeyKinds =
        [typeof(IGrainWithGuidKey), typeof(IGrainWithStringKey), typeof(IGrainWithIntegerKey), typeof(IGrainWithGuidCompoundKey)];

    private readonly Dictionary<string, GrainClass> _names = [];
    private readonly Dictionary<Type, (GrainProxy Proxy, GrainClass Class)> _interfaces = [];
    private readonly Dictionary<string, Type> _states = [];

    internal IReadOnlyCollection<GrainClass> Classes => _names.Values;

    internal IReadOnlyCollection<(GrainProxy Proxy, GrainClass Class)> Interfaces => _interfaces.Values;

    internal void Scan(IEnumerable<Assembly> assemblies, IIncomingGrainCallFilter[] filters)
    {
        foreach (var assembly in assemblies)
        {
            foreach (var type in assembly.GetTypes())
            {
                if (type is { IsClass: true, IsAbstract: false } && type.IsSubclassOf(typeof(Grain)))
                    Add(type, filters);
            }
        }
    }

    internal static InvalidOperationException Fault(Type type, string what) => new($"Grain class {type.FullName} {what}.");

    private static bool IsGrainInterface(Type type) =>
        typeof(IGrain).IsAssignableFrom(type) && type != typeof(IGrain) && !KeyKinds.Contains(type);

    private void Add(Type type, IIncomingGrainCallFilter[] filters)
    {
        if (type.IsGenericType)
            throw Fault(type, "is generic");
        if (!type.IsSealed || type.IsVisible)
            throw Fault(type, "is not internal sealed");
        var name = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? throw Fault(type, "has no [GrainType]");
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
            throw Fault(type, "has a [GrainType] that is empty or has white space in it");
        if (_names.TryGetValue(name, out var namesake))
            throw Fault(type, $"has the [GrainType] \"{name}\" of {namesake.Type.FullName}");
        var interfaces = type.GetInterfaces().Where(IsGrainInterface).ToArray();
        if (interfaces.Length == 0)
            throw Fault(type, "implements no grain interface");
        if (type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).FirstOrDefault(SaysHowItInterleaves) is { } method)
            throw Fault(type, $"has an attribute on {method.Name} that belongs to the method of the interface");
        var workers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        if (workers < 1)
            throw Fault(type, "allows less than one stateless worker");

        var states = FindStates(type);
        var grainClass = new GrainClass(host, name, type, FindFactory(type, states), states, workers, filters);
        _names.Add(name, grainClass);
        foreach (var grainInterface in interfaces)
            Add(grainInterface, grainClass);
    }

    private void Add(Type grainInterface, GrainClass grainClass)
    {
        if (KeyKinds.Count(kind => kind.IsAssignableFrom(grainInterface)) != 1)
            throw Fault(grainClass.Type, $"implements {grainInterface.FullName}, which does not have exactly one kind of key");
        if (GrainProxies.Find(grainInterface) is not { } proxy)
            throw Fault(grainClass.Type, $"implements {grainInterface.FullName}, for which no proxy was generated: its project must use actors");
        if (!_interfaces.TryAdd(grainInterface, (proxy, grainClass)))
            throw Fault(grainClass.Type, $"implements {grainInterface.FullName}, as {_interfaces[grainInterface].Class.Type.FullName} does already");
    }

    private static bool SaysHowItInterleaves(MethodInfo method) =>
        method.IsDefined(typeof(AlwaysInterleaveAttribute)) || method.IsDefined(typeof(ReadOnlyAttribute)) || method.IsDefined(typeof(ResponseTimeoutAttribute));

    /// <summary>Its name is all that keeps the rows of a state apart from those of others.</summary>
    private StateFacet[] FindStates(Type type)
    {
        var states = StateFacet.Of(type);
        foreach (var state in states)
        {
            if (!_states.TryAdd(state.Name, type))
                throw Fault(type, $"keeps the state \"{state.Name}\", as {_states[state.Name].FullName} does already");
        }

        return states;
    }

    private static ObjectFactory FindFactory(Type type, StateFacet[] states)
    {
        try
        {
            return ActivatorUtilities.CreateFactory(type, [.. states.Select(state => state.ParameterType)]);
        }
        catch (InvalidOperationException exception)
        {
            throw Fault(type, $"can't be constructed: {exception.Message.TrimEnd('.')}");
        }
    }
}
