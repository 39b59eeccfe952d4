using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SampleService.Actors.Generators;

/// <summary>What holds for grain interfaces, here as on Orleans.</summary>
internal static class GrainInterfaceRules
{
    internal static IEnumerable<Diagnostic> Check(INamedTypeSymbol symbol)
    {
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
                yield return Problem(Diagnostics.GenericInterface, symbol, symbol);
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
                yield return Problem(Diagnostics.Hidden, symbol, symbol);
        }

        foreach (var member in ProxyWriter.Members(symbol))
        {
            foreach (var descriptor in Check(member))
                yield return Problem(descriptor, member, symbol);
        }
    }

    /// <summary>The text of a method's response timeout, if any.</summary>
    internal static string? TimeoutOf(ISymbol method) =>
        AttributeOf(method, "ResponseTimeoutAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    internal static AttributeData? AttributeOf(ISymbol method, string name) => method.GetAttributes().FirstOrDefault(one =>
        one.AttributeClass?.Name == name && one.AttributeClass.ContainingNamespace.ToDisplayString() == "SampleService.Actors");

    internal static bool IsTask(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task", Arity: 0 or 1 } && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static IEnumerable<DiagnosticDescriptor> Check(ISymbol member)
    {
        if (member is not IMethodSymbol method)
        {
            yield return Diagnostics.NotAMethod;
            yield break;
        }

        if (method.IsGenericMethod)
            yield return Diagnostics.GenericMethod;
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || !IsTask(method.ReturnType))
            yield return Diagnostics.ReturnType;
        if (method.Parameters.Any(one => one.RefKind != RefKind.None || one.Type.IsRefLikeType || one.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol))
            yield return Diagnostics.ByReference;
        if (AttributeOf(method, "ResponseTimeoutAttribute") is not null
            && !(TimeSpan.TryParse(TimeoutOf(method), CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero))
            yield return Diagnostics.Timeout;
    }

    /// <summary>At the member, or at the interface when the member comes from elsewhere.</summary>
    private static Diagnostic Problem(DiagnosticDescriptor descriptor, ISymbol member, INamedTypeSymbol symbol)
    {
        var place = member.Locations.FirstOrDefault(one => one.IsInSource) ?? symbol.Locations.First();
        return Diagnostic.Create(descriptor, place, member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
    }
}
