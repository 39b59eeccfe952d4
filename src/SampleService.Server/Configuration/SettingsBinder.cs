using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace SampleService.Server;

/// <summary>
/// Reads sections of the configuration into classes of options. A setting is a plain value, a list of texts, or a list of sections
/// (<c>Section:Key:0</c>, <c>Section:Key:0:Inner</c>). The binder of .NET ignores keys that it does not know, and reports a value that
/// it cannot convert with more than its key.
/// </summary>
internal static class SettingsBinder
{
    /// <summary>The keys of a section: the settable properties of its class.</summary>
    public static IEnumerable<PropertyInfo> KeysOf(Type options) => options.GetProperties().Where(p => p.CanWrite);

    /// <summary>The keys as they are written, with <c>N</c> for the number of an entry.</summary>
    public static IEnumerable<string> NamesOf(Type options) => KeysOf(options).SelectMany(key => EntryTypeOf(key) switch
    {
        null => [key.Name],
        var entry when entry == typeof(string) => [$"{key.Name}:N"],
        var entry => NamesOf(entry).Select(name => $"{key.Name}:N:{name}"),
    });

    /// <summary>Requires that each key of a section, and of the sections in its lists, is one of these classes.</summary>
    /// <param name="section">The section.</param>
    /// <param name="sections">The names of all sections: those within this one are looked at by themselves.</param>
    /// <param name="options">The classes.</param>
    /// <exception cref="StartException">Names the key that is not.</exception>
    public static void RequireKnownKeys(IConfigurationSection section, IReadOnlyList<string> sections, params Type[] options)
    {
        var known = options.SelectMany(KeysOf).ToDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (child.Value is not { Length: > 0 } && sections.Contains(child.Path, StringComparer.OrdinalIgnoreCase))
                continue;
            if (!known.TryGetValue(child.Key, out var key))
                throw Unknown(child);
            if (EntryTypeOf(key) is { } entry)
                RequireKnownEntries(child, entry);
            else if (child.GetChildren().FirstOrDefault() is { } below)
                // A key below a plain value would silently have no effect.
                throw Unknown(below);
        }

        StartException Unknown(IConfigurationSection key) => new(
            $"{key.Path} is not a setting of this service; {Settings.Suggest(key.Path)}section {section.Path} has {string.Join(", ", known.Keys)}");
    }

    /// <summary>Sets what the section has, and checks it.</summary>
    /// <exception cref="StartException">Names the setting that is wrong.</exception>
    public static void Bind(IConfigurationSection section, object options)
    {
        foreach (var key in KeysOf(options.GetType()))
            Bind(section.GetSection(key.Name), options, key);
    }

    private static void Bind(IConfigurationSection setting, object options, PropertyInfo key)
    {
        if (EntryTypeOf(key) is { } entry)
            key.SetValue(options, ReadList(setting, entry));
        else if (setting.Value is { } text)
            key.SetValue(options, Convert(setting.Path, text, key.PropertyType));
        var wrong = key.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(check => !check.IsValid(key.GetValue(options)));
        if (wrong is not null)
            throw new StartException(setting.Value is null
                ? $"{setting.Path} is missing: {Describe(wrong, setting.Path)}"
                : $"{setting.Path} = '{setting.Value}': {Describe(wrong, setting.Path)}");
    }

    /// <summary>What a value has to be. The messages of .NET repeat the name of the setting.</summary>
    private static string Describe(ValidationAttribute check, string setting) => check switch
    {
        { ErrorMessage: { } message } => message,
        RangeAttribute { Maximum: >= (double)long.MaxValue } range => $"{range.Minimum} or more is allowed",
        RangeAttribute range => $"{range.Minimum} to {range.Maximum} are allowed",
        RequiredAttribute => "it has to be given",
        _ => check.FormatErrorMessage(setting),
    };

    private static Array ReadList(IConfigurationSection setting, Type type)
    {
        // The children come in the order of their numbers, which may have gaps where one source overrides another.
        var entries = setting.GetChildren().ToList();
        var list = Array.CreateInstance(type, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            object entry = type == typeof(string) ? entries[i].Value ?? "" : Activator.CreateInstance(type)!;
            if (entry is not string)
                Bind(entries[i], entry);
            list.SetValue(entry, i);
        }

        return list;
    }

    private static void RequireKnownEntries(IConfigurationSection list, Type entry)
    {
        if (list.Value is { Length: > 0 })
            throw new StartException($"{list.Path} is a list: its entries are {list.Path}:0, {list.Path}:1 and so on");
        foreach (var child in list.GetChildren())
        {
            if (!child.Key.All(char.IsAsciiDigit))
                throw new StartException($"{child.Path} is not a setting of this service; the entries of {list.Path} are numbered from 0 on");
            if (entry != typeof(string))
                RequireKnownKeys(child, [], entry);
            else if (child.GetChildren().FirstOrDefault() is { } below)
                throw new StartException($"{below.Path} is not a setting of this service; {child.Path} is a text");
        }
    }

    /// <summary>The type of the entries of a setting that is a list; else null.</summary>
    private static Type? EntryTypeOf(PropertyInfo key) =>
        key.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static object Convert(string key, string text, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var converter = TypeDescriptor.GetConverter(type);
        try
        {
            var value = converter.ConvertFromInvariantString(text)!;
            // The converter takes any number for a value of an enumeration.
            if (!type.IsEnum || Enum.IsDefined(type, value))
                return value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            // Reported below, like a number that is no value of the enumeration.
        }

        throw new StartException($"{key} = '{text}' is not {Describe(type)}");
    }

    private static string Describe(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(bool) ? "true or false"
        : "a number";
}
