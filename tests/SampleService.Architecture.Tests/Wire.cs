using System.Reflection;
using Orleans.Serialization.Configuration;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.Grains.Abstractions;

namespace SampleService.Architecture.Tests;

/// <summary>A field of a type that is sent: under which number, and what it is.</summary>
internal sealed record WireMember(int? Number, Type Type, string Name, bool IsReadOnly);

/// <summary>What crosses between processes, as the attributes on it say.</summary>
internal static class Wire
{
    private static readonly Assembly Abstractions = typeof(WireNames).Assembly;

    public static IReadOnlyList<Type> GrainInterfaces { get; } =
        [.. Abstractions.GetExportedTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];

    public static IReadOnlyList<Type> GrainClasses { get; } =
        [.. typeof(GrainMemory).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(Grain).IsAssignableFrom(type))];

    public static IReadOnlyList<MethodInfo> GrainMethods { get; } = [.. GrainInterfaces.SelectMany(type => type.GetMethods())];

    /// <summary>What grains are sent and answer, apart from values of the Domain.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. Serializable(Abstractions)];

    /// <summary>Values of the Domain that may be sent.</summary>
    public static IReadOnlyList<Type> Values { get; } =
        [.. Serializable(typeof(ServiceException).Assembly).Where(type => !Surrogates.Values.Contains(type))];

    /// <summary>The types in whose place others are sent.</summary>
    public static IReadOnlyDictionary<Type, Type> Surrogates =>
    (
        from type in typeof(ServiceException).Assembly.GetTypes()
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IConverter<,>)
        select face.GetGenericArguments())
        .ToDictionary(arguments => arguments[0], arguments => arguments[1]);

    /// <summary>The names that are not given by an attribute.</summary>
    public static IReadOnlyDictionary<string, Type> Registered
    {
        get
        {
            var options = new TypeManifestOptions();
            ServiceExceptionSerialization.AddTo(options);
            return options.WellKnownTypeAliases.ToDictionary();
        }
    }

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>All fields, by number. Where a property has the field, its attributes count.</summary>
    public static IEnumerable<WireMember> MembersOf(Type type) =>
        from field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let property = field.Name.StartsWith('<')
            ? type.GetProperty(
                field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)],
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            : null
        let number = ((MemberInfo?)property ?? field).GetCustomAttribute<IdAttribute>()?.Id
        orderby number
        select new WireMember((int?)number, field.FieldType, property?.Name ?? field.Name, field.IsInitOnly);

    /// <summary>The types within tasks, arrays, memory and nullable values.</summary>
    public static IEnumerable<Type> Unwrap(Type type) =>
        type == typeof(Task) ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap)
        : [type];

    /// <summary>A type under the name that is sent for it, where it has one of its own.</summary>
    public static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? $"{NameOf(value)}?"
        : type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : AliasOf(type) ?? type.Name;

    private static IEnumerable<Type> Serializable(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));
}
