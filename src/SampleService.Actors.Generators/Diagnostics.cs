using Microsoft.CodeAnalysis;

namespace SampleService.Actors.Generators;

/// <summary>What a grain interface may not have, as build errors.</summary>
internal static class Diagnostics
{
    internal static readonly DiagnosticDescriptor ReturnType = Error(
        "ACTOR001", "Grain methods return Task or Task<T>", "'{0}' must return Task or Task<T>");

    internal static readonly DiagnosticDescriptor GenericMethod = Error(
        "ACTOR002", "Grain methods are not generic", "'{0}' must not be generic");

    internal static readonly DiagnosticDescriptor NotAMethod = Error(
        "ACTOR003", "Grain interfaces have only methods", "'{0}' is not a method; a grain interface has only methods");

    internal static readonly DiagnosticDescriptor ByReference = Error(
        "ACTOR004", "Grain methods take values", "'{0}' must not have ref, out, in, pointer or ref struct parameters");

    internal static readonly DiagnosticDescriptor GenericInterface = Error(
        "ACTOR005", "Grain interfaces are not generic", "'{0}' must not be generic or inside a generic type");

    internal static readonly DiagnosticDescriptor Hidden = Error(
        "ACTOR006", "Grain interfaces are public or internal", "'{0}' must be public or internal, so that its proxy can implement it");

    internal static readonly DiagnosticDescriptor Timeout = Error(
        "ACTOR007", "A response timeout is a time span", "'{0}' has a response timeout that is no positive time span such as \"00:00:05\"");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Grains", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
